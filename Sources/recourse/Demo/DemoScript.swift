import JSON

/// What the people of the demonstration did, and how many days ago: cases of several ages, some about to be escalated.
enum DemoScript {
  /// One thing that somebody does.
  struct Act: Sendable {
    /// Days before now, at noon.
    let daysAgo: Int
    let step: Step
  }

  enum Step: Sendable {
    /// Open the case that an example file describes, under a nickname.
    case open(example: String, as: String)
    case send(String, to: String, by: String, JSONObject)
    case pause(String, reason: String)
  }

  static let acts: [Act] = [
    // Climbs by silence alone: prime contractor, contract manager, director, case team.
    Act(daysAgo: 45, step: .open(example: "concern-01", as: "ladder")),
    Act(daysAgo: 44, step: .send("accept", to: "ladder", by: "case-manager", summary("Invoices are paid late."))),
    Act(daysAgo: 43, step: .send("consent", to: "ladder", by: "supplier", everyConsent)),
    // The prime contractor answers and the supplier confirms: closed.
    Act(daysAgo: 38, step: .open(example: "concern-02", as: "resolved")),
    Act(daysAgo: 37, step: .send("accept", to: "resolved", by: "case-manager", summary("A dispute about invoices."))),
    Act(daysAgo: 36, step: .send("consent", to: "resolved", by: "supplier", everyConsent)),
    Act(
      daysAgo: 33,
      step: .send("prime-resolved", to: "resolved", by: "prime-contractor", ["prime_answer": "We have paid in full."])),
    Act(daysAgo: 32, step: .send("confirm", to: "resolved", by: "supplier", [:])),
    // Straight to the contract manager, as the supplier fears the prime contractor.
    Act(daysAgo: 11, step: .open(example: "concern-03", as: "manager")),
    Act(daysAgo: 10, step: .send("accept", to: "manager", by: "case-manager", summary("Questions go unanswered."))),
    Act(daysAgo: 9, step: .send("consent", to: "manager", by: "supplier", everyConsent)),
    // A Scottish body: out of remit, and answered all the same.
    Act(daysAgo: 12, step: .open(example: "concern-04", as: "scottish")),
    Act(
      daysAgo: 8,
      step: .send("refuse", to: "scottish", by: "case-manager", ["refusal_reason": "The body is devolved."])),
    // The prime contractor has no address and the department no contract manager: its director is asked.
    Act(daysAgo: 7, step: .open(example: "concern-05", as: "director")),
    Act(daysAgo: 6, step: .send("accept", to: "director", by: "case-manager", summary("Timescales were too short."))),
    Act(daysAgo: 5, step: .send("consent", to: "director", by: "supplier", everyConsent)),
    // With the prime contractor: a reminder is about to go out.
    Act(daysAgo: 5, step: .open(example: "concern-06", as: "prime")),
    Act(daysAgo: 4, step: .send("accept", to: "prime", by: "case-manager", summary("Terms were kept from us."))),
    Act(daysAgo: 3, step: .send("consent", to: "prime", by: "supplier", everyConsent)),
    // Paused, and new this morning.
    Act(daysAgo: 2, step: .open(example: "concern-02", as: "paused")),
    Act(daysAgo: 1, step: .pause("paused", reason: "The supplier is looking for the contract.")),
    Act(daysAgo: 0, step: .open(example: "concern-01", as: "new")),
  ].sorted { $0.daysAgo > $1.daysAgo }

  private static let everyConsent: JSONObject = [
    "consent_prime": true, "consent_department": true, "consent_authority": true,
  ]

  private static func summary(_ text: String) -> JSONObject { ["disclosable_summary": .string(text)] }
}
