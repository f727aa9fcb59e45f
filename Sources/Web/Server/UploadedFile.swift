/// A file that came with a form.
package struct UploadedFile: Sendable, Hashable {
  /// The form's field.
  package let field: String
  /// Its name without any folder.
  package let name: String
  package let mediaType: String
  package let bytes: [UInt8]
}
