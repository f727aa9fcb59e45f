import Casework
import CivilTime
import Engine
import JSON
import Testing

@Suite struct AuditVerifierTests {
  private let cases = (1...3).map { AuditSample.case($0, entries: $0 + 2) }

  private func findings(_ lines: [String], against anchors: [AuditCase] = [], isPartial: Bool = false) -> [String] {
    AuditSample.findings(lines, against: anchors, isPartial: isPartial)
  }

  @Test func `an export that nobody touched has no findings, against itself and against older heads`() {
    #expect(findings(AuditSample.lines(cases), against: cases).isEmpty)
    #expect(findings(AuditSample.lines(cases), against: [AuditSample.case(2, entries: 1)]).isEmpty)
    #expect(findings(AuditSample.lines([])).isEmpty)
  }

  @Test func `what was changed, dropped, swapped or doubled is found where it stands`() {
    let lines = AuditSample.lines(cases)
    let id = cases[1].head.caseID
    #expect(findings(lines.replacing(6) { $0.replacing("text 2", with: "text x") }) == ["changed \(id) 2"])
    #expect(findings(lines.replacing(6) { $0.replacing("\"salt\":\"0", with: "\"salt\":\"1") }) == ["changed \(id) 2"])
    #expect(findings(lines.without(6)) == ["missing \(id) 2"])
    #expect(findings(lines.without(5)) == ["missing \(id) 1"])
    #expect(findings(lines.swapped(6, 7)) == ["missing \(id) 2", "missing \(id) 4", "missing \(id) 3"])
    #expect(findings(Array(lines[...6]) + lines[6...]) == ["missing \(id) 3"])
  }

  @Test func `an end that was cut off is found, whether in a case or between cases`() {
    let lines = AuditSample.lines(cases)
    let id = cases[1].head.caseID
    #expect(findings(Array(lines.dropLast())) == ["end  0"])
    #expect(findings(Array(lines[..<8])) == ["head \(id) 3", "end  0"])
    #expect(findings(lines.without(8)) == ["head \(id) 3"])
    #expect(findings(lines.without(9)) == ["head \(id) 4", "end  0"])
    #expect(findings([]) == ["end  0"])
  }

  @Test func `a head, a case or a line that does not belong there is found`() {
    let lines = AuditSample.lines(cases)
    let first = cases[0].head.caseID
    let other = cases[2].head.hash.description
    #expect(!other.isEmpty)
    #expect(findings(AuditSample.lines([cases[1], cases[0]])) == ["order \(first) 1"])
    #expect(findings(AuditSample.lines([cases[0], cases[0]])) == ["order \(first) 1"])
    let swapped = AuditCase(
      head: AuditHead(caseID: first, revision: 3, hash: cases[1].head.hash), entries: cases[0].entries)
    #expect(findings(AuditSample.lines([swapped])) == ["head \(first) 3"])
    #expect(findings(AuditSample.lines([AuditCase(head: cases[0].head, entries: [])])) == ["head \(first) 0"])
    #expect(findings(lines.replacing(3) { _ in "{}" }).contains("unreadable  4"))
    #expect(findings(Array(lines.dropFirst())).first == "unreadable  1")
  }

  @Test func `who rewrites the end with all hashes is found by heads that were kept elsewhere, and only so`() {
    let id = cases[1].head.caseID
    let truncated = AuditSample.case(2, entries: 3)
    let rewritten = AuditSample.case(2, entries: 6, text: "another text")
    for forged in [[cases[0], truncated, cases[2]], [cases[0], rewritten, cases[2]], [cases[0], cases[2]]] {
      #expect(findings(AuditSample.lines(forged)).isEmpty)
    }
    func found(_ forged: [AuditCase], isPartial: Bool = false) -> [String] {
      findings(AuditSample.lines(forged), against: cases, isPartial: isPartial)
    }
    #expect(found([cases[0], truncated, cases[2]]) == ["truncated \(id) 3"])
    #expect(found([cases[0], rewritten, cases[2]]) == ["rewritten \(id) 4"])
    #expect(found([cases[0], cases[2]]) == ["dropped \(id) 4"])
    #expect(found([cases[0], cases[2]], isPartial: true).isEmpty)
  }

  @Test func `an erased entry keeps the chain, and its digest can't be exchanged`() {
    let erased = AuditSample.erased(cases[1], revisions: [1, 3])
    let lines = AuditSample.lines([cases[0], erased, cases[2]])
    #expect(!lines.joined().contains("text 3 of 2"))
    #expect(findings(lines, against: cases).isEmpty)
    let forged = lines.replacing(7) { $0.replacing("\"erased\":\"", with: "\"erased\":\"00").dropping(2, of: "erased") }
    #expect(findings(forged) == ["changed \(erased.head.caseID) 3"])
  }

  @Test func `any single bit that changes is found`() {
    var dice = SystemRandomNumberGenerator()
    for _ in 0..<40 {
      let history = (1...Int.random(in: 1...3)).map { AuditSample.random($0, using: &dice) }
      let bytes = Array(AuditSample.lines(history).map { $0 + "\n" }.joined().utf8)
      #expect(findings(AuditSample.split(bytes), against: history).isEmpty)
      for _ in 0..<40 {
        var changed = bytes
        let place = Int.random(in: changed.indices)
        let bit = UInt8(1) << UInt8.random(in: 0...7)
        changed[place] ^= bit
        #expect(!findings(AuditSample.split(changed)).isEmpty, "byte \(place), bit \(bit)")
      }
    }
  }

  @Test func `a line is read back as it was written`() {
    for audited in cases + [AuditSample.erased(cases[0], revisions: [2])] {
      for line in audited.entries.map(AuditLine.entry) + [.head(audited.head), .opening(.heads)] {
        #expect(AuditLine(JSONValue.object(line.json).serialized()) == line)
      }
    }
  }
}

extension [String] {
  fileprivate func replacing(_ index: Int, _ change: (String) -> String) -> [String] {
    var lines = self
    lines[index] = change(lines[index])
    return lines
  }

  fileprivate func without(_ index: Int) -> [String] { Array(self[..<index] + self[(index + 1)...]) }

  fileprivate func swapped(_ first: Int, _ second: Int) -> [String] {
    var lines = self
    lines.swapAt(first, second)
    return lines
  }
}

extension String {
  /// Without the last digits of a member's value, so that it keeps its length.
  fileprivate func dropping(_ count: Int, of member: String) -> String {
    guard let name = range(of: "\"\(member)\":\""), let end = self[name.upperBound...].firstIndex(of: "\"") else {
      return self
    }
    return String(self[..<index(end, offsetBy: -count)] + self[end...])
  }

  private func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
