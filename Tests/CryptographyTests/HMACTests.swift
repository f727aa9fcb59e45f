import Cryptography
import Testing

@Suite struct HMACTests {
  /// RFC 4231, cases 1 and 6.
  @Test func `the standard's examples come out as written there`() {
    let first = HMAC.sha256(Array("Hi There".utf8), key: [UInt8](repeating: 0x0B, count: 20))
    #expect(first.prefix(8) == [0xB0, 0x34, 0x4C, 0x61, 0xD8, 0xDB, 0x38, 0x53])
    let long = HMAC.sha256(
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8), key: [UInt8](repeating: 0xAA, count: 131))
    #expect(long.prefix(8) == [0x60, 0xE4, 0x31, 0x59, 0x1E, 0xE0, 0xB6, 0x7F])
  }
}
