import Casework
import Diagrams
import Testing

@Suite struct MermaidDiagramTests {
  private static func lines(_ workflow: Workflow) -> [String] {
    MermaidDiagram(Moves(workflow), zone: Sketch.zone).text.split(separator: "\n").map { line in
      String(line.drop { $0 == " " })
    }
  }

  /// Every line is of a form that Mermaid's grammar of state diagrams knows, and every name is declared.
  private static func check(_ lines: [String], _ name: String) {
    var declared: Set<Substring> = ["[*]"]
    for line in lines where line.hasPrefix("state \"") {
      if let id = line.split(separator: " ").last { declared.insert(id) }
    }
    var depth = 0
    for line in lines.dropFirst(4) {
      let words = line.split(separator: " ")
      if line.hasPrefix("state \"") {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        #expect(parts.count == 3 && parts[2].hasPrefix(" as s"), "\(name): \(line)")
      } else if line.hasPrefix("state ") {
        #expect(words.count == 3 && words[2] == "{" && declared.contains(words[1]), "\(name): \(line)")
        depth += 1
      } else if line == "}" {
        depth -= 1
      } else if words.count > 2, words[1] == "-->" {
        #expect(declared.contains(words[0]) && declared.contains(words[2]), "\(name): \(line)")
        let label = line.split(separator: " : ", maxSplits: 1).dropFirst().joined()
        #expect(!label.contains { ":;<>{}\"#".contains($0) }, "\(name): \(line)")
        #expect(words.count == 3 || words[3] == ":", "\(name): \(line)")
      } else {
        #expect(line == "--" || line.hasPrefix("classDef ") || line.hasPrefix("class "), "\(name): \(line)")
      }
    }
    #expect(depth == 0, "\(name): braces")
  }

  @Test func `every shipped workflow is a diagram of forms that Mermaid knows`() throws {
    for name in try Sketch.shipped { Self.check(Self.lines(try Sketch.shipped(name)), name) }
  }

  @Test func `signs that mean something to Mermaid are put otherwise`() throws {
    Self.check(Self.lines(try Sketch.workflow(Sketch.awkward)), "awkward")
  }

  @Test func `no arrow leads from a group, or to a group that it is in`() throws {
    let lines = Self.lines(try Sketch.workflow(Sketch.ladder))
    #expect(lines.contains("s1any --> s6 : Withdraw (Buyer or Desk)"))
    #expect(lines.contains("s2 --> s3 : after 5 or 10 working days, silence"))
    #expect(!lines.contains { $0.hasPrefix("s1 -->") })
    #expect(lines.contains("s6 --> [*]"))
  }
}
