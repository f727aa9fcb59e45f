import Testing
import WorkflowFiles

@Suite("A mangled workflow is checked like any other") struct CheckFuzzTests {
  @Test(arguments: Fixture.all) func `lines lost, doubled and exchanged never confuse the checks`(fixture: Fixture) {
    var random = FixtureDraws(state: UInt64(fixture.name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }))
    let lines = String(decoding: fixture.source.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    guard (3...120).contains(lines.count), fixture.source.bytes.count < 10_000 else { return }
    for _ in 0..<10 {
      var mangled = lines
      for _ in 0...random.next(below: 2) {
        let (one, other) = (random.next(below: mangled.count), random.next(below: mangled.count))
        switch random.next(below: 3) {
        case 0: mangled.remove(at: one)
        case 1: mangled.insert(mangled[other], at: one)
        default: mangled.swapAt(one, other)
        }
      }
      let source = WorkflowSource(
        file: "w.yaml", text: mangled.joined(separator: "\n"), messages: fixture.source.messages,
        hasMessages: fixture.source.hasMessages)
      let reading = WorkflowReader.read(source)
      let findings = WorkflowCheck.findings(of: reading)
      #expect(findings.count >= reading.findings.count)
      #expect(findings.allSatisfy { $0.severity == .note || $0.remedy?.isEmpty == false })
    }
  }
}

/// A small generator, so that every run draws the same.
private struct FixtureDraws {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
