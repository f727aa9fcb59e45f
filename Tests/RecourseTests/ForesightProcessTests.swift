import Foundation
import JSON
import TestKit
import Testing

/// A case seen ahead, explained and looked at as it stood, as operators see it.
@Suite(.timeLimit(.minutes(15))) struct ForesightProcessTests {
  private static let folder = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test func `a case is forecast, its dates are explained, and its past is shown as it was known then`() async throws {
    let url = try await TestDatabase.new().connectionString
    func recourse(_ arguments: String...) async throws -> Program.Ending {
      let ending = try await Program.start(arguments + ["--database", url]).end
      #expect(ending.status == 0, "\(arguments.joined(separator: " ")): \(ending.complaint)")
      return ending
    }
    func status(_ arguments: String...) async throws -> Int32 {
      try await Program.start(arguments + ["--database", url]).end.status
    }
    _ = try await recourse("clock", "to", "2026-03-20T10:00:00Z")
    _ = try await recourse("deploy", Self.folder)
    _ = try await recourse("contacts", "import", Self.folder + "/examples/contacts.csv")
    let manager = ["--by", "case-manager", "--name", "okafor"]
    func act(_ arguments: String...) async throws {
      let ending = try await Program.start(arguments + manager + ["--database", url]).end
      #expect(ending.status == 0, "\(arguments.joined(separator: " ")): \(ending.complaint)")
    }
    let opening = ["case", "open", "--file", Self.folder + "/examples/concern-01.yaml", "--database", url]
    let reference = try await Program.start(opening + manager).end.output
      .trimmingCharacters(in: .whitespacesAndNewlines)
    try await act("case", "send", reference, "accept", "--set", "disclosable_summary=Invoices unpaid")
    try await act(
      "case", "send", reference, "consent", "--set", "consent_prime=true", "--set", "consent_department=true", "--set",
      "consent_authority=true", "--set", "skip_prime=false")

    let forecast = try #require(try await recourse("case", "forecast", reference, "--format", "json").json.first)
    let steps = try #require(forecast["steps"]?.arrayValue)
    let shown = try #require(try await recourse("case", "show", reference, "--format", "json").json.first)
    #expect(steps.first?["at"] == shown["timers"]?[0]?["due"])
    let handed = try #require(steps.first { $0["timer"] == "with-prime.within" })
    #expect(handed["titles"] == ["With the contract manager"])
    #expect(handed["messages"]?[0]?["name"] == "Priya Nair")
    let later = try #require(steps.first { $0["timer"] == "with-contract-manager.within" })
    #expect(later["holidays"]?.arrayValue?.map { $0["reason"] } == ["Good Friday", "Easter Monday"])
    let text = try await recourse("case", "forecast", reference).output
    #expect(text.contains("Friday 10 April 2026, 17:00  with-contract-manager.within: leads to With the deputy"))
    #expect(text.contains("Easter Monday (Monday 6 April 2026)"))

    let explained = try await recourse("case", "explain", reference, "--format", "json").json
    for timer in shown["timers"]?.arrayValue ?? [] {
      let own = explained.first { $0["timer"] == timer["id"] }
      #expect(own?["due"] == timer["due"])
    }
    let why = try await recourse("case", "explain", reference, "with-prime").output
    for words in ["5 working days if “Central government” is yes, otherwise 10", "where “Central government” is yes"] {
      #expect(why.contains(words), "\(why)")
    }
    #expect(try await recourse("case", "explain", reference, "clock.resolution.50%").output.contains("50% of 2 months"))
    #expect(try await status("case", "explain", reference, "nothing") == 1)

    // The next day somebody enters an absence that nobody knew of.
    _ = try await recourse("clock", "to", "2026-03-21T10:00:00Z")
    _ = try await recourse(
      "contacts", "absent", "priya.nair@cabinet-office.example", "--from", "2026-03-26", "--to", "2026-08-20")
    let past = try #require(
      try await recourse("case", "show", reference, "--as-of", "2026-03-20", "--as-known", "--format", "json").json
        .first)
    #expect(past["states"] == ["with-prime"] && past["differs"] == true)
    func told(_ forecast: JSONValue?) -> JSONValue? {
      forecast?["steps"]?.arrayValue?.first { $0["timer"] == "with-prime.within" }?["messages"]?[0]?["name"]
    }
    #expect(told(past["forecast"]) == "Priya Nair")
    #expect(told(past["hindsight"]) != "Priya Nair")
    #expect(try await recourse("case", "forecast", reference).output.contains("Priya Nair is away until 2026-08-20"))
    #expect(
      try await recourse("case", "forecast", reference, "--as-of", "2026-03-20").output.contains("tells    Priya"))
    #expect(try await status("case", "show", reference, "--as-of", "2026-03-19") == 1)
    #expect(try await status("case", "show", reference, "--as-of", "soon") == 2)
  }
}
