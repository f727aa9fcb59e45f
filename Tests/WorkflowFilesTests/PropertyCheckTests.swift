import Analysis
import Casework
import Foundation
import TestKit
import Testing
import WorkflowFiles

@Suite("A property is broken where check says so, and nowhere else") struct PropertyCheckTests {
  private static let codes: Set<DiagnosticCode> = [.propertyNever, .propertyAlways]

  private static var withProperties: [PlantedFault] {
    get throws { try PlantedFault.all.filter { WorkflowReader.read($0.source).workflow?.properties.isEmpty == false } }
  }

  @Test(arguments: try Self.withProperties) func `a path that breaks a property breaks it in a real case`(
    planted: PlantedFault
  ) throws {
    let reading = WorkflowReader.read(planted.source)
    let workflow = try #require(reading.workflow)
    for finding in WorkflowCheck.examine(reading).findings where Self.codes.contains(finding.code) {
      let number = try #require(reading.places.properties.firstIndex(of: finding.place))
      let replay = try CheckReplay(finding.trace ?? [], of: workflow)
      #expect(try replay.breaks(number), "\(finding)")
    }
  }

  @Test(arguments: try Self.withProperties) func `no real case breaks a property that holds`(
    planted: PlantedFault
  ) throws {
    let reading = WorkflowReader.read(planted.source)
    let workflow = try #require(reading.workflow)
    let broken = Set(
      WorkflowCheck.examine(reading).findings.filter { Self.codes.contains($0.code) }.compactMap {
        reading.places.properties.firstIndex(of: $0.place)
      })
    for seed in 0..<40 {
      var stroll = try Stroll(of: workflow, seed: seed)
      try stroll.go(steps: 12)
      for number in workflow.properties.indices where !broken.contains(number) {
        // Somebody who strolls does act, so that what holds in silence alone may be broken.
        if case .eventually(_, _, _, .silent) = workflow.properties[number].rule { continue }
        #expect(try !stroll.replay.breaks(number), "seed \(seed): \(workflow.properties[number])")
      }
    }
  }

  @Test func `a finding quotes why the property must hold, and says what to do`() throws {
    let planted = try #require(PlantedFault.all.first { $0.story == "The letter goes out on the way in." })
    let text = String(decoding: planted.source.bytes, as: UTF8.self)
      .replacing("before: { taken: consent } }", with: "before: { taken: consent }, because: We promised }")
    let source = WorkflowSource(file: "w.yaml", text: text, messages: planted.source.messages)
    let found = WorkflowCheck.examine(WorkflowReader.read(source)).findings.first { $0.code == .propertyNever }
    let finding = try #require(found)
    #expect(finding.severity == .error)
    #expect(
      finding.message
        == "a case can break this: never the message \"letter\" is sent before \"consent\" is taken (because: We promised)"
    )
    #expect(finding.remedy?.isEmpty == false)
  }
}

/// Somebody who does now this and now that: the same seed does the same.
private struct Stroll {
  private(set) var replay: CheckReplay
  private var state: UInt64

  init(of workflow: Workflow, seed: Int) throws {
    state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    replay = try CheckReplay([], of: workflow, chance: UInt64(seed))
  }

  mutating func go(steps: Int) throws {
    for _ in 0..<steps where !replay.simulation.case.session.isDone {
      let timers = try replay.simulation.timers().map { replay.workflow.timerName($0.timer) }.prefix(1)
      let events = replay.workflow.chart.availableEvents(replay.simulation.case.session)
        .filter { !replay.workflow.transitionNotes[$0.transition].roles.isEmpty }
        .compactMap { $0.descriptors.first?.prefix }.filter { !$0.isEmpty && !$0.hasPrefix("error") }
      let choices = timers + events
      guard !choices.isEmpty else { return }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // What is refused, as a field lacks its value, changes nothing.
      try? replay.walk(choices[Int(state >> 33) % choices.count])
    }
  }
}
