/// The one cookie: a secret whose digest names the session.
enum SessionCookie {
  /// Over https the name itself makes browsers refuse it from anywhere else (RFC 6265bis, section 4.1.3.2).
  static func name(isSecure: Bool) -> String { isSecure ? "__Host-session" : "session" }

  static func secret(in header: String?, isSecure: Bool) -> String? {
    guard let header else { return nil }
    let name = name(isSecure: isSecure)
    for part in header.split(separator: ";") {
      let sides = part.drop(while: \.isWhitespace).split(separator: "=", maxSplits: 1)
      if sides.count == 2, sides[0] == name, (40...64).contains(sides[1].utf8.count) { return String(sides[1]) }
    }
    return nil
  }

  static func write(_ response: inout WebResponse, isSecure: Bool) {
    let name = name(isSecure: isSecure)
    let marks = "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    switch response.cookie {
    case .keep: return
    case .set(let secret): response.headers.append(("Set-Cookie", "\(name)=\(secret)\(marks)"))
    case .clear: response.headers.append(("Set-Cookie", "\(name)=; Max-Age=0\(marks)"))
    }
  }
}
