/// A regular expression of RE2's syntax, ready to be searched for.
///
/// All ways through the pattern are followed at once (Thompson's construction), so the time is at most the length of
/// the text times the size of the pattern, whatever both say.
final class Pattern: Sendable {
  let source: String
  private let program: PatternProgram

  init(_ source: String) throws(PatternError) {
    self.source = source
    program = try PatternProgram(try PatternParser.parse(source))
  }

  /// The size of the pattern, which its time is in proportion to.
  var instructionCount: Int { program.instructions.count }

  /// Whether the pattern matches anywhere in a text.
  func isFound(in text: String) -> Bool {
    var search = Search(program)
    return search.run(text)
  }

  /// One search: which instructions are waiting for the next character.
  private struct Search {
    let program: PatternProgram
    private var waiting: [Int] = []
    private var next: [Int] = []
    /// For each instruction the step at which it was last reached, so that none is followed twice in a step.
    private var reached: [Int]
    private var pending: [Int] = []
    private var step = 0

    init(_ program: PatternProgram) {
      self.program = program
      reached = Array(repeating: -1, count: program.instructions.count)
    }

    mutating func run(_ text: String) -> Bool {
      var before: Unicode.Scalar?
      var scalars = text.unicodeScalars.makeIterator()
      var current = scalars.next()
      while true {
        // A match may begin at every place.
        if follow(0, before, current) { return true }
        guard let scalar = current else { return false }
        let after = scalars.next()
        swap(&waiting, &next)
        next.removeAll(keepingCapacity: true)
        step += 1
        for index in waiting.indices {
          let place = waiting[index]
          guard case .set(let set) = program.instructions[place], program.sets[set].contains(scalar) else { continue }
          if follow(place + 1, scalar, after) { return true }
        }
        before = scalar
        current = after
      }
    }

    /// Goes on from an instruction as far as no character is needed; true where the end is reached.
    private mutating func follow(_ start: Int, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
      pending.append(start)
      while let place = pending.popLast() {
        if reached[place] == step { continue }
        reached[place] = step
        switch program.instructions[place] {
        case .set: next.append(place)
        case .anchor(let anchor): if Self.holds(anchor, before, after) { pending.append(place + 1) }
        case .fork(let one, let other):
          pending.append(other)
          pending.append(one)
        case .jump(let target): pending.append(target)
        case .found: return true
        }
      }
      return false
    }

    private static func holds(_ anchor: PatternAnchor, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
      switch anchor {
      case .textStart: before == nil
      case .textEnd: after == nil
      case .lineStart: before == nil || before == "\n"
      case .lineEnd: after == nil || after == "\n"
      case .wordEdge: isWord(before) != isWord(after)
      case .notWordEdge: isWord(before) == isWord(after)
      }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
      guard let scalar, scalar.isASCII else { return false }
      return Lexer.continuesName(UInt8(scalar.value))
    }
  }
}
