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
    // Climbed by silence alone, from the prime contractor to the case team.
    Act(daysAgo: 45, step: .open(example: "concern-01", as: "invoices")),
    Act(daysAgo: 44, step: .send("accept", to: "invoices", by: "case-manager", summary("Invoices are paid late."))),
    Act(daysAgo: 43, step: .send("consent", to: "invoices", by: "supplier", everyConsent)),
    // The prime contractor answered and the supplier confirmed: closed.
    Act(daysAgo: 38, step: .open(example: "concern-02", as: "resolved")),
    Act(daysAgo: 37, step: .send("accept", to: "resolved", by: "case-manager", summary("A dispute about delivery."))),
    Act(daysAgo: 36, step: .send("consent", to: "resolved", by: "supplier", everyConsent)),
    Act(
      daysAgo: 33,
      step: .send("prime-resolved", to: "resolved", by: "prime-contractor", ["prime_answer": "We have paid in full."])),
    Act(daysAgo: 32, step: .send("confirm", to: "resolved", by: "supplier", [:])),
    // With the contract manager now.
    Act(daysAgo: 20, step: .open(example: "concern-03", as: "manager")),
    Act(daysAgo: 19, step: .send("accept", to: "manager", by: "case-manager", summary("Terms changed after award."))),
    Act(daysAgo: 18, step: .send("consent", to: "manager", by: "supplier", everyConsent)),
    Act(
      daysAgo: 11, step: .send("escalate", to: "manager", by: "case-manager", ["reason": "The prime asked us to."])),
    // The prime contractor is about to run out of time.
    Act(daysAgo: 8, step: .open(example: "concern-04", as: "prime")),
    Act(daysAgo: 7, step: .send("accept", to: "prime", by: "case-manager", summary("No feedback was given."))),
    Act(daysAgo: 6, step: .send("consent", to: "prime", by: "supplier", everyConsent)),
    // Paused: the supplier is away.
    Act(daysAgo: 5, step: .open(example: "concern-05", as: "paused")),
    Act(daysAgo: 4, step: .send("accept", to: "paused", by: "case-manager", summary("A clarification went unanswered."))),
    Act(daysAgo: 3, step: .pause("paused", reason: "The supplier is away until next week.")),
    // New this morning.
    Act(daysAgo: 1, step: .open(example: "concern-06", as: "new")),
  ]

  private static let everyConsent: JSONObject = [
    "consent_prime": true, "consent_department": true, "consent_authority": true,
  ]

  private static func summary(_ text: String) -> JSONObject { ["disclosable_summary": .string(text)] }
}
