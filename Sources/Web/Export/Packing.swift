import Czlib

/// Packs what is sent (zlib): pages and pictures for browsers, the members of a workbook's file.
enum Packing {
  /// What stands around the packed bytes.
  enum Frame: Int32 {
    /// gzip's head and check sum (RFC 1952), as HTTP has it.
    case gzip = 31
    /// Nothing (RFC 1951), as a ZIP file has it.
    case bare = -15
  }

  /// More of zlib's ten levels takes twice the time and saves a hundredth.
  private static let level: Int32 = 6
  private static let memory: Int32 = 8

  static func packed(_ bytes: [UInt8], in frame: Frame) -> [UInt8] {
    var stream = z_stream()
    let begun = deflateInit2_(
      &stream, level, Z_DEFLATED, frame.rawValue, memory, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(begun == Z_OK, "zlib takes its own constants")
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, uLong(bytes.count)))
    var bytes = bytes
    return [UInt8](unsafeUninitializedCapacity: room) { out, count in
      bytes.withUnsafeMutableBufferPointer { rest in
        (stream.next_in, stream.avail_in) = (rest.baseAddress, uInt(rest.count))
        (stream.next_out, stream.avail_out) = (out.baseAddress, uInt(room))
        let ended = deflate(&stream, Z_FINISH)
        precondition(ended == Z_STREAM_END, "there is room for whatever it comes to")
      }
      count = room - Int(stream.avail_out)
    }
  }

  /// The check sum of ZIP (CRC-32).
  static func sum(of bytes: [UInt8]) -> UInt32 { UInt32(crc32_z(0, bytes, bytes.count)) }
}
