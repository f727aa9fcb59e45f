import JSON
import Testing

@Suite("JSON survives anything") struct FuzzTests {
  @Test func `every value that can be made is read back as it was written`() throws {
    var random = SplitMix(seed: 1)
    for _ in 0..<1_500 {
      let value = random.value(depth: 4)
      let text = value.serialized()
      let again = try JSONValue(parsing: text)
      #expect(again == value)
      #expect(again.serialized() == text)
    }
  }

  @Test func `a broken text is refused or read, and what is read is written back the same`() throws {
    var random = SplitMix(seed: 2)
    for _ in 0..<6_000 {
      var bytes = Array(random.value(depth: 3).serialized().utf8)
      for _ in 0...random.next(below: 3) { random.damage(&bytes) }
      let result = Result { () throws(JSONError) in try JSONValue(parsing: bytes) }
      switch result {
      case .success(let value): #expect(try JSONValue(parsing: value.serialized()) == value)
      case .failure(let error): #expect((0...bytes.count).contains(error.offset))
      }
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

  mutating func value(depth: Int) -> JSONValue {
    switch next(below: depth > 0 ? 8 : 6) {
    case 0: return .null
    case 1: return .bool(next(below: 2) == 0)
    case 2: return .integer(Int64(truncatingIfNeeded: next() >> UInt64(next(below: 64))))
    case 3: return .number("-\(next(below: 1_000)).\(next(below: 1_000))e\(next(below: 400))")
    case 4, 5: return .string(text())
    case 6: return .array((0..<next(below: 6)).map { _ in value(depth: depth - 1) })
    default:
      var object = JSONObject()
      for _ in 0..<next(below: 24) { object[text()] = value(depth: depth - 1) }
      return .object(object)
    }
  }

  mutating func text() -> String {
    let alphabet: [Unicode.Scalar] = ["a", "b", "\"", "\\", "\n", "\u{0}", "é", "\u{301}", "€", "😀", "/", "\u{FFFF}"]
    var text = String.UnicodeScalarView()
    for _ in 0..<next(below: 12) { text.append(alphabet[next(below: alphabet.count)]) }
    return String(text)
  }

  mutating func damage(_ bytes: inout [UInt8]) {
    let place = next(below: bytes.count + 1)
    let marks = Array("{}[],:\"\\'u0e-+. \u{1}tn/".utf8) + [0xC3, 0xFF, 0x80]
    switch next(below: 4) {
    case 0: bytes.insert(marks[next(below: marks.count)], at: place)
    case 1 where place < bytes.count: bytes[place] = UInt8(next(below: 256))
    case 2 where place < bytes.count: bytes.remove(at: place)
    default: bytes.removeLast(bytes.count - place)
    }
  }
}
