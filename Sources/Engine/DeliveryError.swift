/// Why an item could not be handed over. It never holds what the item says, nor whom it is for.
package struct DeliveryError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String
  /// Whether trying again may help.
  package let isRetryable: Bool

  package init(_ description: String, isRetryable: Bool) {
    self.description = description
    self.isRetryable = isRetryable
  }
}
