import Analysis
import Foundation
import Testing

/// The checker itself is checked: what it proves of small workflows is what one finds by living through all their cases.
@Suite("What is proved is what happens, in thousands of small workflows") struct LivedThroughTests {
  /// `RECOURSE_SMALL_WORKFLOWS` says how many there are in each of the eight parts.
  private static let count = ProcessInfo.processInfo.environment["RECOURSE_SMALL_WORKFLOWS"].flatMap(UInt64.init) ?? 100

  @Test(arguments: UInt64(0)..<8) func `days and waits agree with real cases`(part: UInt64) throws {
    var whole = 0
    for seed in part * 1_000_000..<part * 1_000_000 + Self.count {
      let small = SmallWorkflow(seed: seed)
      guard let workflow = try? Written.workflow(small.text) else {
        Issue.record("seed \(seed) can't be read:\n\(small.text)")
        return
      }
      guard let lived = try? LivedThrough(workflow, small), lived.isWhole else { continue }
      let bounds = Bounds(workflow)
      // Letters that pile up without end are given up, and nothing is claimed of them.
      guard bounds.isComplete else { continue }
      whole += 1
      let proved =
        "\(bounds.silentWorkingDays as Int?, default: "-") \(bounds.worstCaseWorkingDays as Int?, default: "-") "
        + bounds.waitsForever.map(\.state).sorted().joined(separator: " ")
      let seen =
        "\(lived.silentDays as Int?, default: "-") \(lived.worstDays as Int?, default: "-") "
        + lived.waitsForever.sorted().joined(separator: " ")
      guard proved == seen else {
        Issue.record("seed \(seed): proved \(proved), lived through \(seen)\n\(small.text)")
        return
      }
    }
    #expect(whole * 10 >= Int(Self.count) * 8)
  }
}
