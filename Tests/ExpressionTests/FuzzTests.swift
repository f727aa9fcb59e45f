import CivilTime
import Expression
import Testing

struct FuzzTests {
  /// The fields of an imagined case, with a type and a value each.
  private static let fields: [(name: String, type: Type, value: Value)] = [
    ("data.nation", .string, .string("england")), ("data.value", .int, .int(12)), ("data.tried", .bool, .bool(true)),
    ("data.amount", .decimal, Decimal("99.95").map(Value.decimal) ?? .null),
    ("data.authority_type", .wrapper(.string), .null), ("data.answer", .wrapper(.string), .string("yes")),
    ("data.opened", .timestamp, .timestamp(Instant(seconds: 1_767_603_600))),
    ("data.due", .date, CivilDate(iso8601: "2026-02-14").map(Value.date) ?? .null),
    ("data.items", .list(.string), .list([.string("steel"), .string("cement"), .string("é🐱")])),
    ("data.map", .map(.string, .int), .map(MapValue([("a", .int(1)), ("b", .int(0))]))),
    ("data.any", .dyn, .map(MapValue([("deep", .list([.double(1.5), .null]))]))),
    ("data.reference", .string, .string("AB-12345")),
  ]

  @Test func `every expression, however mangled, is answered within its cost`() throws {
    let environment = Environment(variables: Self.fields.map { Variable(name: $0.name, type: $0.type) })
    let activation = PlainActivation(Self.fields.map(\.value))
    let corpus = try FuzzCorpus.lines()
    #expect(corpus.count > 40)
    for source in corpus { try check(source, environment, activation) }
    var mutator = Mutator(seed: 20_260_105, corpus: corpus)
    // A number of rounds and not of seconds: the same expressions are tried on every machine.
    for _ in 0..<6_000 { try check(mutator.next(), environment, activation) }
  }

  private func check(_ source: String, _ environment: Environment, _ activation: PlainActivation) throws {
    for isChecked in [true, false] {
      let expression: Expression
      do throws(ExpressionProblems) {
        expression = try environment.compile(source, checked: isChecked)
      } catch {
        #expect(!error.problems.isEmpty && error.problems.count <= ExpressionLimits.problems, "\(source)")
        for problem in error.problems {
          let isInside =
            problem.offset >= 0 && problem.length >= 0 && problem.offset + problem.length <= source.utf8.count
          #expect(isInside, "\(source) \(problem)")
        }
        continue
      }
      guard let value = try? expression.evaluate(activation, costLimit: 20_000) else { continue }
      // Null stands for several types, as in CEL; and what nothing is known of may be one of our own numbers.
      guard isChecked, !source.contains("null"), !source.contains("dyn"), !source.contains("data.a") else { continue }
      #expect(expression.type.accepts(value), "\(source) is \(expression.type), and \(value.typeName) came out")
    }
  }
}

/// Makes new expressions out of known ones, the same ones for the same seed.
private struct Mutator {
  private var state: UInt64
  private let corpus: [[UInt8]]
  private static let pieces = [
    "(", ")", "[", "]", "{", "}", ".", ",", "?", ":", "&&", "||", "!", "-", "+", "'", "\"", "\\", "`", "b'", "r'", "1",
    "0u",
    "1e9", "null", "in", ".map(x, ", ".all(i, v, ", "has(", ".?", "[?", "dyn(", "optional.of(", "data.items",
    "data.map", "[]",
    "{}", "//", "\n", "'''", "9223372036854775807", "-9223372036854775808", "%", "*", "é", "\u{0}", "cel.bind(x, ", "x",
    "==",
    ".size()", "timestamp(", "duration(", "decimal(", "type(", ".format([", ".matches(", "? 1 : 2",
  ].map { Array($0.utf8) }

  init(seed: UInt64, corpus: [String]) {
    state = seed
    self.corpus = corpus.map { Array($0.utf8) }
  }

  private mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(limit, 1)))
  }

  mutating func next() -> String {
    var bytes = corpus[below(corpus.count)]
    for _ in 0...below(5) {
      let place = below(bytes.count + 1)
      let length = min(below(12), bytes.count - place)
      switch below(6) {
      case 0: bytes.removeSubrange(place..<(place + length))
      case 1: bytes.insert(contentsOf: bytes[place..<(place + length)], at: below(bytes.count + 1))
      case 2: bytes.insert(contentsOf: Self.pieces[below(Self.pieces.count)], at: place)
      case 3: if place < bytes.count { bytes[place] = UInt8(below(256)) }
      case 4:
        let other = corpus[below(corpus.count)]
        bytes = Array(bytes[..<place]) + Array(other[below(other.count + 1)...])
      default:
        let piece = Self.pieces[below(Self.pieces.count)]
        for _ in 0..<below(300) { bytes.insert(contentsOf: piece, at: min(place, bytes.count)) }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
