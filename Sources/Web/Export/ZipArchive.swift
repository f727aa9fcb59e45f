/// A ZIP file (PKWARE's APPNOTE) with its members deflated: all that a spreadsheet's file needs.
struct ZipArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// Adds a file. Its date is the format's first, so that the same content makes the same bytes.
  mutating func add(_ name: String, _ text: String) {
    let (name, content) = (Array(name.utf8), Array(text.utf8))
    let packed = Packing.packed(content, in: .bare)
    let offset = UInt32(bytes.count)
    let sum = Packing.sum(of: content)
    // Version 2.0; the names are UTF-8 (bit 11); deflated; 1 January 1980.
    var entry: [UInt8] = Self.little(UInt16(20)) + Self.little(UInt16(1 << 11)) + Self.little(UInt16(8))
    entry += Self.little(UInt16(0)) + Self.little(UInt16(0x21)) + Self.little(sum)
    entry += Self.little(UInt32(packed.count)) + Self.little(UInt32(content.count))
    entry += Self.little(UInt16(name.count)) + Self.little(UInt16(0))
    bytes += Self.little(UInt32(0x0403_4b50)) + entry + name + packed
    directory += Self.little(UInt32(0x0201_4b50)) + Self.little(UInt16(20)) + entry + Self.little(UInt16(0))
    directory += Self.little(UInt16(0)) + Self.little(UInt16(0)) + Self.little(UInt32(0)) + Self.little(offset) + name
    count += 1
  }

  /// The whole file.
  var finished: [UInt8] {
    bytes + directory + Self.little(UInt32(0x0605_4b50)) + Self.little(UInt32(0)) + Self.little(count)
      + Self.little(count) + Self.little(UInt32(directory.count)) + Self.little(UInt32(bytes.count))
      + Self.little(UInt16(0))
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
