/// A document that goes with what a visitor fills in and has not sent yet.
package struct SessionFile: Sendable, Hashable {
  /// Its place among the session's documents, from 1 on; never given twice in one session.
  package let number: Int
  package let name: String
  package let mediaType: String
  package let bytes: [UInt8]

  package init(number: Int, name: String, mediaType: String, bytes: [UInt8]) {
    self.number = number
    self.name = name
    self.mediaType = mediaType
    self.bytes = bytes
  }
}
