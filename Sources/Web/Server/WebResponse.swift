package import JSON

/// What goes back to whoever asked.
package struct WebResponse: Sendable {
  package var status: Status
  /// By name; each comes once but cookies.
  package var headers: [(name: String, value: String)] = []
  package var body: [UInt8] = []
  /// Whether the address's query has chosen one of a few pages, and no word of it is shown.
  package var isOneOfFew = false
  /// What becomes of the visitor's cookie.
  package var cookie: CookieChange = .keep

  package enum Status: Int, Sendable, Hashable {
    case ok = 200
    case created = 201
    case accepted = 202
    case noContent = 204
    case seeOther = 303
    case notModified = 304
    case badRequest = 400
    case unauthorized = 401
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case requestTimeout = 408
    case conflict = 409
    case preconditionFailed = 412
    case contentTooLarge = 413
    case unsupportedMediaType = 415
    case unprocessable = 422
    case preconditionRequired = 428
    case tooManyRequests = 429
    case internalError = 500
    case unavailable = 503
  }

  package enum CookieChange: Sendable, Hashable {
    case keep
    /// A new secret, as at every sign-in.
    case set(String)
    case clear
  }

  package init(_ status: Status, type: String? = nil, body: [UInt8] = []) {
    self.status = status
    self.body = body
    if let type { headers.append(("Content-Type", type)) }
  }

  package static func page(_ html: HTML, _ status: Status = .ok) -> WebResponse {
    WebResponse(status, type: "text/html; charset=utf-8", body: Array(html.description.utf8))
  }

  package static func text(_ text: String, _ status: Status = .ok) -> WebResponse {
    WebResponse(status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
  }

  package static func json(_ value: JSONValue, _ status: Status = .ok, type: String = "application/json") -> WebResponse
  {
    WebResponse(status, type: type, body: Array(value.serialized().utf8))
  }

  /// Goes on to another page, by GET.
  ///
  /// - Parameter path: of this site.
  package static func redirect(_ path: String) -> WebResponse {
    var response = WebResponse(.seeOther)
    response.headers.append(("Location", path))
    return response
  }

  /// A file for the visitor to keep: never shown in place, whatever it holds.
  package static func download(_ bytes: [UInt8], named name: String, type: String) -> WebResponse {
    var response = WebResponse(.ok, type: type, body: bytes)
    let plain = String(
      name.unicodeScalars.map {
        $0.isASCII && $0.value >= 0x20 && !"\"\\;%".unicodeScalars.contains($0) && $0.value != 0x7F
          ? Character($0) : "_"
      })
    response.headers.append(
      (
        "Content-Disposition",
        "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(FormValues.encoded(name))"
      ))
    return response
  }

  package func with(_ name: String, _ value: String) -> WebResponse {
    var response = self
    response.headers.append((name, value))
    return response
  }

  package func with(_ cookie: CookieChange) -> WebResponse {
    var response = self
    response.cookie = cookie
    return response
  }
}
