import Registers
import Testing

@Suite struct CSVFuzzTests {
  @Test func `every table that is written is read back as it was`() {
    var random = SplitMix(seed: 41)
    for round in 0..<600 {
      let columns = random.next(below: 5) + 1
      let rows = (0..<random.next(below: 6)).map { _ in (0..<columns).map { _ in random.cell() } }
      let separator: CSVSeparator = round % 2 == 0 ? .comma : .tab
      var writer = CSVWriter(header: (0..<columns).map { "c\($0)" }, separator: separator)
      for row in rows { writer.append(row) }
      let table = ReadTable(writer.bytes, separator: separator)
      #expect(table.findings.isEmpty)
      let filled = rows.filter { !$0.allSatisfy(\.isEmpty) }
      #expect(table.rows.map { $0.map(FormulaGuard.unguarded) } == filled)
    }
  }

  @Test func `odd bytes are read or refused with a place inside the file, never more`() {
    var random = SplitMix(seed: 42)
    let pieces: [[UInt8]] = [
      [0x22], [0x2C], [0x09], [0x0A], [0x0D], [0x0D, 0x0A], [0x61], [0xC3, 0xA9], [0xC3], [0x00], [0x22, 0x22],
      [0xEF, 0xBB, 0xBF],
    ]
    for _ in 0..<4_000 {
      // The rarer pieces end the reading at once, so most files do without them.
      let kinds = random.next(below: 4) == 0 ? pieces.count : 8
      let bytes = (0..<random.next(below: 40)).flatMap { _ in pieces[random.next(below: kinds)] }
      let table = ReadTable(bytes, limits: CSVLimits(cellBytes: 12, columns: 6, rows: 8))
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      #expect(table.rows.allSatisfy { $0.count == table.header?.count })
      #expect(table.findings.allSatisfy { (1...lines).contains($0.place.line) && $0.place.column <= bytes.count + 1 })
      #expect(table.header != nil || !table.findings.isEmpty)
    }
  }
}

/// Numbers that look random and are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func cell() -> String {
    let letters = ["a", " ", ",", "\t", "\"", "\n", "\r", "é", "=", "'", "+", "\u{FEFF}"]
    return (0..<next(below: 6)).map { _ in letters[next(below: letters.count)] }.joined()
  }
}
