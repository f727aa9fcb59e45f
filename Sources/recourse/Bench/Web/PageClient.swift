import Foundation

/// One visitor: a connection that is kept, used by one thread.
final class PageClient {
  private let descriptor: Int32
  private let cookie: String
  private var rest: [UInt8] = []

  /// - Parameter cookie: the whole header's value.
  /// - Throws: `Answer` where nothing listens.
  init(port: Int, cookie: String) throws {
    self.cookie = cookie
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard descriptor >= 0, isConnected else {
      throw Answer(status: 70, message: "recourse: no connection to ourselves")
    }
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { close(descriptor) }

  /// Gets a page whole.
  ///
  /// - Returns: the bytes of its body.
  /// - Throws: `Answer` where the answer is no 200: a figure about refusals is none.
  func get(_ path: String) throws -> Int {
    let request = Array(
      "GET \(path) HTTP/1.1\r\nHost: localhost\r\nCookie: \(cookie)\r\nAccept-Encoding: gzip\r\n\r\n".utf8)
    guard write(descriptor, request, request.count) == request.count else { throw Self.failure(path, "not sent") }
    let end = Array("\r\n\r\n".utf8)
    var head: Range<Int>?
    while head == nil {
      try more(path)
      head = rest.firstRange(of: end)
    }
    guard let head else { throw Self.failure(path, "no answer") }
    let text = String(decoding: rest[..<head.lowerBound], as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    guard lines.first?.contains(" 200 ") == true else { throw Self.failure(path, String(lines.first ?? "")) }
    let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) }
    guard let length else { throw Self.failure(path, "no length") }
    while rest.count < head.upperBound + length { try more(path) }
    rest.removeSubrange(..<(head.upperBound + length))
    return length
  }

  private func more(_ path: String) throws {
    var part = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &part, part.count)
    guard count > 0 else { throw Self.failure(path, "the connection was closed") }
    rest += part[..<count]
  }

  private static func failure(_ path: String, _ what: String) -> Answer {
    Answer(status: 70, message: "recourse: \(path): \(what)")
  }
}
