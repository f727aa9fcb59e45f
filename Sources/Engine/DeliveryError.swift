/// Why an item could not be handed over. It never holds what the item says, nor whom it is for.
package struct DeliveryError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String
  /// Whether trying again may help.
  package let isRetryable: Bool
  /// How long the other side asked to be left alone.
  package let retryAfterSeconds: Int?

  package init(_ description: String, isRetryable: Bool, retryAfterSeconds: Int? = nil) {
    self.description = description
    self.isRetryable = isRetryable
    self.retryAfterSeconds = retryAfterSeconds
  }
}
