/// Packs what browsers take packed (RFC 1951 and 1952): with the codes that the format fixes, and what came before named
/// by where it stands. Text becomes about a fifth of itself.
struct Gzip {
  private static let window = 32_768
  private static let longest = 258
  /// Places that are looked at for the longest run of the same bytes.
  private static let tries = 48

  private var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
  private var bits: UInt64 = 0
  private var count = 0

  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var gzip = Gzip()
    gzip.deflate(bytes)
    return gzip.out + little(CRC32.sum(of: bytes)) + little(UInt32(truncatingIfNeeded: bytes.count))
  }

  private static func little(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private mutating func deflate(_ bytes: [UInt8]) {
    // One block, the last, with the fixed codes.
    put(1, 1)
    put(1, 2)
    var newest = [Int](repeating: -1, count: 1 << 15)
    var before = [Int](repeating: -1, count: bytes.count)
    func note(_ place: Int) {
      guard place + 2 < bytes.count else { return }
      let key = Self.key(bytes, place)
      before[place] = newest[key]
      newest[key] = place
    }
    var place = 0
    while place < bytes.count {
      let (length, distance) = Self.run(bytes, place, newest, before)
      if length < 3 {
        put(literal: Int(bytes[place]))
        note(place)
        place += 1
      } else {
        put(length: length)
        put(distance: distance)
        for at in place..<place + length { note(at) }
        place += length
      }
    }
    put(literal: 256)
    put(0, (8 - count % 8) % 8)
  }

  private static func key(_ bytes: [UInt8], _ place: Int) -> Int {
    (Int(bytes[place]) << 10 ^ Int(bytes[place + 1]) << 5 ^ Int(bytes[place + 2])) & 0x7FFF
  }

  /// The longest run of bytes that stood before already, and how far back.
  private static func run(
    _ bytes: [UInt8], _ place: Int, _ newest: [Int], _ before: [Int]
  ) -> (length: Int, distance: Int) {
    guard place + 2 < bytes.count else { return (0, 0) }
    var best = (length: 0, distance: 0)
    var candidate = newest[key(bytes, place)]
    var tries = tries
    while candidate >= 0, place - candidate <= window, tries > 0 {
      var length = 0
      let most = min(longest, bytes.count - place)
      while length < most, bytes[candidate + length] == bytes[place + length] { length += 1 }
      if length > best.length { best = (length, place - candidate) }
      if length == most { break }
      candidate = before[candidate]
      tries -= 1
    }
    return best
  }

  // MARK: Bits

  /// Writes so many bits of a number, the lowest first.
  private mutating func put(_ number: Int, _ width: Int) {
    bits |= UInt64(number) << UInt64(count)
    count += width
    while count >= 8 {
      out.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      count -= 8
    }
  }

  /// Codes are written with their highest bit first.
  private mutating func put(code: Int, _ width: Int) {
    put((0..<width).reduce(0) { $0 | (code >> $1 & 1) << (width - 1 - $1) }, width)
  }

  private mutating func put(literal: Int) {
    switch literal {
    case ..<144: put(code: 0x30 + literal, 8)
    case ..<256: put(code: 0x190 + literal - 144, 9)
    case ..<280: put(code: literal - 256, 7)
    default: put(code: 0xC0 + literal - 280, 8)
    }
  }

  private mutating func put(length: Int) {
    guard length < Self.longest else { return put(literal: 285) }
    // Eight lengths have codes of their own; then each four codes share one more bit.
    var (code, base, extra) = (257 + length - 3, length, 0)
    if length > 10 {
      extra = Int.bitWidth - (length - 3).leadingZeroBitCount - 3
      let step = (length - 3) >> extra
      (code, base) = (257 + extra * 4 + step, (step << extra) + 3)
    }
    put(literal: code)
    put(length - base, extra)
  }

  private mutating func put(distance: Int) {
    var (code, base, extra) = (distance - 1, distance, 0)
    if distance > 4 {
      extra = Int.bitWidth - (distance - 1).leadingZeroBitCount - 2
      let step = (distance - 1) >> extra
      (code, base) = (extra * 2 + step, (step << extra) + 1)
    }
    put(code: code, 5)
    put(distance - base, extra)
  }
}
