/// What a server bears from those who connect to it.
package struct ServerLimits: Sendable, Hashable {
  /// How long a connection may say nothing, or take over the head of a request, in seconds.
  package var idleSeconds: Int64
  /// How long the body of a request may take, in seconds.
  package var bodySeconds: Int64
  /// Of headers, in all and of each, in bytes; and how many there may be.
  package var headBytes: Int
  package var fieldBytes: Int
  package var fields: Int

  package init(
    idleSeconds: Int64 = 60, bodySeconds: Int64 = 120, headBytes: Int = 32 << 10, fieldBytes: Int = 16 << 10,
    fields: Int = 100
  ) {
    self.idleSeconds = idleSeconds
    self.bodySeconds = bodySeconds
    self.headBytes = headBytes
    self.fieldBytes = fieldBytes
    self.fields = fields
  }
}
