package import JSON

/// A document that belongs to a case: what the history keeps of it. The bytes are kept beside, under their digest.
package struct Attachment: Sendable, Hashable {
  package let name: String
  /// Such as `application/pdf`.
  package let mediaType: String
  /// In bytes.
  package let size: Int
  /// Of the bytes: 64 lower-case hexadecimal digits.
  package let sha256: String
  /// Whether those concerned may see it.
  package let isDisclosable: Bool

  package init(name: String, mediaType: String, size: Int, sha256: String, isDisclosable: Bool) {
    self.name = name
    self.mediaType = mediaType
    self.size = size
    self.sha256 = sha256
    self.isDisclosable = isDisclosable
  }

  package var json: JSONObject {
    [
      "name": .string(name), "media_type": .string(mediaType), "size": .integer(Int64(size)),
      "sha256": .string(sha256), "disclosable": .bool(isDisclosable),
    ]
  }

  /// Reads what `json` writes; nil where a member is missing.
  package init?(json: JSONObject) {
    guard let name = json["name"]?.stringValue, let mediaType = json["media_type"]?.stringValue,
      let size = json["size"]?.intValue, let sha256 = json["sha256"]?.stringValue
    else { return nil }
    self.init(
      name: name, mediaType: mediaType, size: size, sha256: sha256,
      isDisclosable: json["disclosable"]?.boolValue ?? false)
  }
}
