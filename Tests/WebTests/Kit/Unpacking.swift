import Czlib
import Testing

/// Unpacks what was sent packed, by zlib.
enum Unpacking {
  /// What a gzip file holds.
  static func gzip(_ bytes: [UInt8]) throws -> [UInt8] { try unpacked(bytes, windowBits: 31) }

  /// A member of a ZIP file as text: found by the local head that bears its name, and held to its check sum and lengths.
  static func member(_ name: String, of archive: [UInt8]) throws -> String {
    let place = try #require(archive.firstRange(of: Array(name.utf8)))
    let head = Array(archive[..<place.lowerBound].suffix(30))
    func number(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(head[at + $1]) << ($1 * 8) }
    }
    #expect(number(0, 4) == 0x0403_4b50 && number(8, 2) == 8)
    let packed = Array(archive[place.upperBound...].prefix(number(18, 4)))
    let bytes = try unpacked(packed, windowBits: -15)
    #expect(bytes.count == number(22, 4) && Int(crc32_z(0, bytes, bytes.count)) == number(14, 4))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unpacked(_ bytes: [UInt8], windowBits: Int32) throws -> [UInt8] {
    var stream = z_stream()
    try #require(inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
    defer { inflateEnd(&stream) }
    var (bytes, out, part) = (bytes, [UInt8](), [UInt8](repeating: 0, count: 65_536))
    var ended = Z_OK
    bytes.withUnsafeMutableBufferPointer { rest in
      (stream.next_in, stream.avail_in) = (rest.baseAddress, uInt(rest.count))
      while ended == Z_OK {
        let room = part.count
        part.withUnsafeMutableBufferPointer { part in
          (stream.next_out, stream.avail_out) = (part.baseAddress, uInt(room))
          ended = inflate(&stream, Z_NO_FLUSH)
        }
        out += part.prefix(room - Int(stream.avail_out))
      }
    }
    try #require(ended == Z_STREAM_END && stream.avail_in == 0)
    return out
  }
}
