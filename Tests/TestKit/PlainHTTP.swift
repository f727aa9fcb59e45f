import Glibc

/// One request over a socket, as simple as HTTP allows.
package enum PlainHTTP {
  package struct Answer: Sendable {
    package let status: Int
    /// By name in lower case; of several the last.
    package let headers: [String: String]
    /// The cookies that are set, each as `name=value`.
    package let cookies: [String]
    package let body: String
  }

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Gets a path from a port of this machine and reads until the server closes.
  package static func get(_ path: String, port: Int) throws -> Answer { try ask("GET", path, port: port) }

  /// The same with any method, headers of one's own, and a body.
  package static func ask(
    _ method: String, _ path: String, port: Int, headers: [(String, String)] = [], body: String = ""
  ) throws -> Answer {
    let own = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
    let length = method == "GET" ? "" : "Content-Length: \(body.utf8.count)\r\n"
    return try exchange(
      "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(own)\(length)Connection: close\r\n\r\n\(body)", port: port)
  }

  /// Sends whatever is written, as it is, and reads until the server closes.
  package static func exchange(_ text: String, port: Int) throws -> Answer {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(description: "no socket") }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw Failure(description: "nothing listens on port \(port)") }
    let request = Array(text.utf8)
    guard write(descriptor, request, request.count) == request.count else { throw Failure(description: "not sent") }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &part, part.count)
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return try answer(String(decoding: bytes, as: UTF8.self))
  }

  private static func answer(_ text: String) throws -> Answer {
    // A line's end is one character here.
    guard let end = text.range(of: "\r\n\r\n") else { throw Failure(description: "no answer") }
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Failure(description: "no status")
    }
    var headers: [String: String] = [:]
    var cookies: [String] = []
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = String(parts[1].drop { $0 == " " })
      headers[parts[0].lowercased()] = value
      if parts[0].lowercased() == "set-cookie" { cookies.append(String(value.prefix { $0 != ";" })) }
    }
    return Answer(status: status, headers: headers, cookies: cookies, body: String(text[end.upperBound...]))
  }
}

extension String {
  /// The first place of a text in this one.
  fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
