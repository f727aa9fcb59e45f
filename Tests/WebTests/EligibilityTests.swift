import CaseKit
import Casework
import CivilTime
import JSON
import Testing

@testable import Web

@Suite struct EligibilityTests {
  /// Which pages' answers put a concern out of scope, on 2 March 2026.
  private func obstacles(_ workflow: String, _ answers: JSONObject) async throws -> [String] {
    let site = try await TestSite(workflows: [workflow])
    let library = site.site.library
    return try await site.store.transaction { transaction in
      guard let digest = try transaction.currentVersion(of: workflow) else { return ["not deployed"] }
      let workflow = try library.workflow(digest, transaction)
      let facts = try library.facts(for: workflow, try transaction.look(at: [], for: []), transaction)
      let steps = RaiseStep.all(of: workflow, deciding: Eligibility.deciding(in: workflow))
      return Eligibility(workflow: workflow, facts: facts).obstacles(answers, steps).map(\.slug)
    }
  }

  @Test(
    arguments: [
      (["nation": "england"], []), (["nation": "scotland"], ["nation"]), (["nation": "wales"], ["nation"]),
      (["in_litigation": true], ["court"]), (["in_litigation": false], []), (["happened_on": "2024-03-02"], []),
      (["happened_on": "2024-02-28"], ["when"]), (["happened_on": "2026-03-01", "nation": "england"], []),
      (["nation": "northern-ireland", "in_litigation": true], ["nation", "court"]), ([:], []),
      (["summary": "anything"], []),
    ] as [(JSONObject, [String])])
  func `a supply-chain concern is held against the workflow's own rules`(_ answers: JSONObject, _ expected: [String])
    async throws
  {
    #expect(try await obstacles("supply-chain-concern", answers) == expected)
    #expect(try await obstacles("authority-concern", answers) == expected)
  }

  @Test(
    arguments: [
      (["invoice_received_on": "2026-01-12"], []), (["invoice_received_on": "2026-02-20"], ["invoice-dates"]),
      (["invoice_received_on": "2026-01-12", "fell_due_on": "2026-02-27"], ["invoice-dates"]),
      (["disputed_before": true], ["disputed"]), (["disputed_before": false], []),
      (["consent_payer": false, "consent_department": true], []),
      (["consent_payer": false, "consent_department": false], ["naming"]),
    ] as [(JSONObject, [String])])
  func `a late payment is late after 30 days, undisputed, and nobody's secret`(
    _ answers: JSONObject, _ expected: [String]
  )
    async throws
  {
    #expect(try await obstacles("late-payment", answers) == expected)
  }

  @Test func `every shipped workflow for suppliers asks each field of its form once`() async throws {
    for topic in RaiseTopic.all {
      let workflow = try ShippedScheme.Reader().workflow(from: ShippedScheme.bundle(of: topic.workflow))
      let steps = RaiseStep.all(of: workflow, deciding: Eligibility.deciding(in: workflow))
      let asked = steps.flatMap(\.names)
      #expect(asked.sorted() == workflow.openingForm.map { workflow.fields[$0].name }.sorted())
      #expect(Set(steps.map(\.slug)).count == steps.count)
      #expect(steps.first?.slug == "nation", "what decides comes first")
    }
  }
}
