/// What every answer tells browsers to beware of.
enum SecurityHeaders {
  private static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].joined(separator: "; ")

  /// - Parameter isPublic: whether anybody sees the same, so that it may be kept on the way.
  static func add(to response: inout WebResponse, isSecure: Bool, isPublic: Bool) {
    response.headers += [
      ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
      ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ]
    if isSecure { response.headers.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains")) }
    if !response.headers.contains(where: { $0.name == "Cache-Control" }) {
      response.headers.append(("Cache-Control", isPublic && response.status == .ok ? "public, max-age=60" : "no-store"))
    }
  }
}
