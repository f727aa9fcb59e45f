import Cryptography

extension WebResponse {
  /// What anybody may keep, under a tag of its bytes (RFC 9110, section 8.8.3); without a body where whoever asks has just
  /// these bytes already. Packed and as it is are two tags, as a strong one stands for the very bytes.
  func revalidated(for request: WebRequest) -> WebResponse {
    guard request.method == .get, status == .ok,
      let kept = headers.first(where: { $0.name == "Cache-Control" })?.value, kept.hasPrefix("public"),
      // What never changes at its address is not asked for again.
      !kept.contains("immutable")
    else { return self }
    let tag = "\"\(Hexadecimal.text(of: SHA256.digest(of: body).prefix(16)))\""
    var response = with("ETag", tag)
    guard let known = request.headers["if-none-match"], Self.names(tag, in: known) else { return response }
    response.status = .notModified
    response.body = []
    response.headers.removeAll { $0.name == "Content-Disposition" || $0.name == "Content-Type" }
    return response
  }

  /// Whether a list of tags has one; a weak one stands for it, too, as the answer is the same for it (section 13.1.2).
  private static func names(_ tag: String, in list: String) -> Bool {
    list.split(separator: ",").contains { item in
      let item = item.trimmed
      return item == "*" || item == tag || item == "W/" + tag
    }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var rest = drop { $0 == " " || $0 == "\t" }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}
