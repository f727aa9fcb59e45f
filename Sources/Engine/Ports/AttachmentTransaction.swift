package import Casework

/// The bytes of documents, kept under their digest within their case.
package protocol AttachmentTransaction {
  /// Keeps a document's bytes; those that the case has already are kept once.
  ///
  /// - Parameter sha256: the digest of the bytes, as `Attachment` writes it.
  func keepAttachment(_ bytes: [UInt8], sha256: String, of caseID: CaseID) throws
  /// A document's bytes; nil where the case has none under the digest.
  func attachment(_ sha256: String, of caseID: CaseID) throws -> [UInt8]?
  /// The digests of all documents that a case has here, in order.
  func attachmentDigests(of caseID: CaseID) throws -> [String]
  /// Takes documents' bytes away.
  func dropAttachments(_ sha256s: [String], of caseID: CaseID) throws
}
