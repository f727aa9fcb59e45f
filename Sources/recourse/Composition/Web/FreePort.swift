import Foundation

/// A port that nothing listens at.
enum FreePort {
  /// The system's choice at an address of this machine; nil where it is none, and then whoever listens there says why.
  static func find(at host: String) -> Int? {
    var hints = addrinfo()
    (hints.ai_socktype, hints.ai_flags) = (Int32(SOCK_STREAM.rawValue), AI_PASSIVE | AI_NUMERICSERV)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "0", &hints, &found) == 0, let first = found else { return nil }
    defer { freeaddrinfo(found) }
    let probe = socket(first.pointee.ai_family, first.pointee.ai_socktype, 0)
    guard probe >= 0 else { return nil }
    defer { close(probe) }
    guard bind(probe, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else { return nil }
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let isNamed = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(probe, $0, &length) == 0 }
    }
    guard isNamed else { return nil }
    // Both families have the port at the same place.
    let port = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_port }
    }
    return Int(UInt16(bigEndian: port))
  }
}
