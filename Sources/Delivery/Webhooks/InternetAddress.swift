import Glibc

/// An address of the internet protocol, by its bytes: 4 or 16 of them.
struct InternetAddress {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    precondition(bytes.count == 4 || bytes.count == 16, "an address has 4 or 16 bytes")
    self.bytes = bytes
  }

  /// Nil where it is no address of the internet protocol.
  init?(_ address: UnsafePointer<sockaddr>) {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) }
      }
    case AF_INET6:
      bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
      }
    default: return nil
    }
  }

  /// Whether anybody may be found under it: neither this machine, nor a private network, nor what IANA keeps for special
  /// purposes (RFC 6890 and its registries).
  var isPublic: Bool { bytes.count == 4 ? Self.isPublic(Array(bytes)) : isPublicVersion6 }

  /// Whether it is this very machine.
  var isLoopback: Bool {
    if bytes.count == 4 { return has([127], bits: 8) || has([0], bits: 8) }
    if has([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], bits: 96) {
      return InternetAddress(Array(bytes[12...])).isLoopback
    }
    // `::` and `::1`.
    return has([], bits: 127)
  }

  private var isPublicVersion6: Bool {
    // Addresses of version 4 in the clothes of version 6: mapped, and translated by NAT64.
    if has([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], bits: 96) || has([0, 0x64, 0xFF, 0x9B], bits: 96) {
      return Self.isPublic(Array(bytes[12...]))
    }
    // Only 2000::/3 is handed out; of it, not what is set aside for tunnels, benchmarks and examples.
    return has([0x20], bits: 3) && !has([0x20, 0x01, 0x00], bits: 23) && !has([0x20, 0x01, 0x0D, 0xB8], bits: 32)
      && !has([0x20, 0x02], bits: 16) && !has([0x3F, 0xFF, 0x00], bits: 20)
  }

  private static func isPublic(_ bytes: [UInt8]) -> Bool {
    let address = InternetAddress(bytes)
    let special: [([UInt8], Int)] = [
      ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24),
      ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
      ([203, 0, 113], 24), ([224], 3),
    ]
    return !special.contains { address.has($0.0, bits: $0.1) }
  }

  /// Whether the address begins with so many bits of a prefix; bytes that the prefix lacks are 0.
  private func has(_ prefix: [UInt8], bits: Int) -> Bool {
    for place in 0..<(bits + 7) / 8 {
      let mask: UInt8 = bits - place * 8 >= 8 ? 0xFF : ~(0xFF >> UInt8(bits - place * 8))
      let wanted = place < prefix.count ? prefix[place] : 0
      if bytes[place] & mask != wanted & mask { return false }
    }
    return true
  }
}
