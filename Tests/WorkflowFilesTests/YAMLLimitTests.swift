import Testing
import WorkflowFiles

@Suite("Every limit on a YAML file holds at its edge") struct YAMLLimitTests {
  @Test func `a file may have as many bytes as allowed and no more`() {
    #expect(codes("a: 12", limits: YAMLLimits(fileBytes: 5)) == [])
    #expect(codes("a: 123", limits: YAMLLimits(fileBytes: 5)) == [.fileTooLarge])
    #expect(YAMLLimits().fileBytes == 1_048_576)
  }

  @Test func `nesting may be as deep as allowed and no deeper`() {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(codes(nested(100)) == [])
    #expect(codes(nested(101)) == [.tooDeep])
    #expect(codes("a: &x [[1]]\nb: [*x]", limits: YAMLLimits(depth: 4)) == [])
    #expect(codes("a: &x [[1]]\nb: [*x]", limits: YAMLLimits(depth: 3)) == [.tooDeep])
    #expect(YAMLLimits(depth: .max).depth == 500)
  }

  @Test func `a file may have as many values as allowed and no more`() {
    #expect(codes("[1, 2, 3]", limits: YAMLLimits(nodes: 4)) == [])
    #expect(codes("[1, 2, 3]", limits: YAMLLimits(nodes: 3)) == [.tooManyNodes])
    #expect(codes("[&a [1, 2], *a]", limits: YAMLLimits(nodes: 7)) == [])
    #expect(codes("[&a [1, 2], *a]", limits: YAMLLimits(nodes: 6)) == [.tooManyNodes])
    #expect(codes("[" + String(repeating: "1,", count: 99_998) + "1]") == [])
    #expect(codes("[" + String(repeating: "1,", count: 99_999) + "1]") == [.tooManyNodes])
  }

  @Test func `a text and a key may be as long as allowed and no longer`() {
    #expect(codes("a: " + String(repeating: "x", count: 65_536)) == [])
    #expect(codes("a: " + String(repeating: "x", count: 65_537)) == [.textTooLong])
    #expect(codes("? " + String(repeating: "k", count: 1_024) + "\n: 1") == [])
    #expect(codes("? " + String(repeating: "k", count: 1_025) + "\n: 1") == [.textTooLong])
  }

  @Test func `aliases of aliases are refused before they grow`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<60 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(codes(text) == [.tooManyNodes])
  }

  // Time that grows with the square of the length would be hours here.
  @Test(.timeLimit(.minutes(15)), arguments: HostileFile.allCases)
  func `a hostile file is refused without taking the time it was made to take`(file: HostileFile) {
    let text = file.text
    let found = codes(text)
    #expect(!found.isEmpty)
    #expect(found.count <= Diagnostics.defaultLimit + 1)
  }

  @Test(.timeLimit(.minutes(15))) func `a megabyte on a single line is read in time that grows with its length`() {
    let element = #"{"id":"abc","text":"\#(String(repeating: "some words ", count: 8))"},"#
    let text = "[" + String(repeating: element, count: 1_000_000 / element.utf8.count) + "{\"id\":2}]"
    let root = read(text).root
    #expect(root?.elements?.last?["id"]?.integer == 2)
    #expect(root?.elements?.last?.start.column == text.utf8.count - 8)
  }
}

/// Files made to take a parser's time or memory, each close to the largest that is read.
enum HostileFile: CaseIterable {
  case openBrackets, openBraces, openEntries, openKeys, openLines, openQuote
  case directives, laterDirectives, values, sameKeys, longAnchor, unknownAliases, combiningKeys

  var text: String {
    switch self {
    case .openBrackets: repeating("[", 100_000)
    case .openBraces: repeating("{", 1_000_000)
    case .openEntries: repeating("- ", 500_000)
    case .openKeys: repeating("? ", 500_000)
    case .openLines: repeating("[\n", 500_000)
    case .openQuote: "a: \"" + repeating("x\n", 500_000)
    case .directives: repeating("%TAG !a! b\n", 90_000)
    case .laterDirectives: "a: 1\n...\n" + repeating("%TAG !a! b\n", 90_000) + "---\n"
    case .values: "[" + repeating("1,", 520_000) + "1]"
    case .sameKeys: repeating("a: 1\n", 200_000)
    case .longAnchor: "&" + repeating("a", 1_000_000) + " [*b"
    case .unknownAliases: "[" + repeating("*a,", 340_000)
    // Strings are compared by what they look like, and sorting such marks takes quadratic time.
    case .combiningKeys: repeating("? " + repeating("\u{301}\u{323}", 8_000) + "\n: 1\n", 30)
    }
  }

  private func repeating(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
}
