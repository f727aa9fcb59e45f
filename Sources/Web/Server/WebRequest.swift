import CivilTime
import Cryptography
package import Engine
package import JSON

/// A request as pages and the interface see it: read, bounded, and with whoever sent it worked out.
package struct WebRequest: Sendable {
  package enum Method: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  package let method: Method
  /// The path without its query.
  package let path: String
  /// The parts of the path that the route names.
  package var parameters: [String: String] = [:]
  package var query = FormValues()
  /// What a form sent; empty for other bodies.
  package var form = FormValues()
  package var files: [UploadedFile] = []
  /// The body as it came.
  package var body: [UInt8] = []
  /// Headers by their names in small letters.
  package var headers: [String: String] = [:]
  /// The address it came from, for counting tries.
  package var client = ""
  /// The secret of the visitor's cookie; a fresh one where none came.
  package var secret: String = ""
  /// Whether the cookie came with the request.
  package var hasCookie = false
  package var session: Session?
  package var principal: Principal = .nobody

  package init(method: Method, path: String) {
    self.method = method
    self.path = path
  }

  /// A part of the path; empty where the route has none of that name.
  package subscript(name: String) -> String { parameters[name] ?? "" }

  /// What forms must send back to show that they are ours, which only our pages can know: for each page another text.
  package var formToken: String { Secrets.formToken(of: secret, mask: formMask) }

  private let formMask = RandomBytes.make(32)

  /// Whether who asks takes the answer packed by gzip (RFC 9110, section 12.5.3).
  var takesPacked: Bool {
    var weights: [Substring: Double] = [:]
    for part in (headers["accept-encoding"]?.lowercased() ?? "").split(separator: ",") {
      let sides = part.filter { $0 != " " && $0 != "\t" }.split(separator: ";", maxSplits: 1)
      guard let name = sides.first else { continue }
      weights[Substring(name)] =
        sides.count == 1 ? 1 : sides[1].hasPrefix("q=") ? Double(sides[1].dropFirst(2)) ?? 0 : 0
    }
    return (weights["gzip"] ?? weights["*"] ?? 0) > 0
  }

  /// The body as JSON.
  ///
  /// - Throws: `Refusal` where it is none.
  package func json() throws(Refusal) -> JSONValue {
    do {
      return try JSONValue(parsing: String(decoding: body, as: UTF8.self))
    } catch {
      throw Refusal(.badRequest, "The body is not JSON", "Send one JSON document in UTF-8.")
    }
  }

  /// Path and query, as a link back to this very page.
  package var address: String { query.isEmpty ? path : "\(path)?\(query.encoded)" }
}
