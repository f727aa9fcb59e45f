/// Where a server listens: an address and a port, such as `127.0.0.1:9090` or `[::1]:9090`.
package struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
  package let host: String
  /// 0 lets the system choose one.
  package let port: Int

  /// Nil where the text is no address with a port. Without an address only this machine can ask: `:9090` is
  /// `127.0.0.1:9090`.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    self.init(host: host.isEmpty ? "127.0.0.1" : String(host), port: Int(port))
  }

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension ListenAddress {
  /// Where pages are served unless something else is said.
  package static let usual = ListenAddress(host: "127.0.0.1", port: 8080)
}
