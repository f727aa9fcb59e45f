import Casework
import CivilTime
import Engine
import Foundation
import JSON
import TestKit
import Testing
import WorkingTime

@testable import recourse

// The script of the week, day by day. Okafor and Lindholm are case managers, Reyes approves, Whitby heads the team.
extension CaseTeam {
  /// Monday 16 to Friday 27 March: most of the cases begin.
  mutating func fortnightBefore() async throws {
    try await wait(until: "2026-03-16 10:00")
    try await open("silent prime", "supply-chain-concern/concern-01")
    try await open("council", "supply-chain-concern/concern-02")
    try await open("afraid of the prime", "supply-chain-concern/concern-03")
    try await open("scotland", "supply-chain-concern/concern-04")
    try await open("no contract manager", "supply-chain-concern/concern-05")
    try await open("feedback", "authority-concern/concern-01")
    try await open("health trust", "authority-concern/concern-03")
    try await open("invoice", "late-payment/payment-01")
    try await open("council's invoice", "late-payment/payment-02")
    try await open("ministry drawn", "spot-check/check-01", by: Self.okafor)
    try await open(
      "review for the supplier", "review/review-01", by: Actor(role: "requester"), ["result_on": "2026-03-02"])
    try await open("report awaited", "recommendation-follow-up/follow-up-01", by: Self.okafor)

    try await wait(until: "2026-03-17 11:00")
    for name in ["silent prime", "council", "afraid of the prime", "no contract manager"] {
      try await act(name, .assign(CaseAssignment(to: "okafor")), "okafor")
      try await send(name, "accept", by: "case-manager", "okafor", ["disclosable_summary": "Invoices are unpaid."])
    }
    try await send("scotland", "refuse", by: "case-manager", "okafor", ["refusal_reason": "it is a body in Scotland."])
    for name in ["feedback", "health trust"] {
      try await send(name, "accept", by: "case-manager", "lindholm", ["disclosable_summary": "No reasons were given."])
    }
    for name in ["invoice", "council's invoice"] { try await send(name, "accept", by: "case-manager", "lindholm") }
    try await send("ministry drawn", "begin", by: "case-manager", "okafor")
    try await send("review for the supplier", "can-be-reviewed", by: "original-officer", "ashdown")

    try await wait(until: "2026-03-18 15:30")
    for name in ["silent prime", "council"] {
      try await send(
        name, "consent", by: "supplier", nil, ["consent_prime": true, "consent_department": true])
    }
    try await send("afraid of the prime", "consent", by: "supplier", nil, ["consent_department": true])
    try await send(
      "no contract manager", "consent", by: "supplier", nil, ["consent_prime": true, "consent_department": true])
    for name in ["feedback", "health trust"] {
      try await send(name, "consent", by: "supplier", nil, ["consent_authority": true])
    }
    try await send("invoice", "promise", by: "prime-contractor", nil, ["promised_on": "2026-03-30"])
    try await send("review for the supplier", "appoint", by: "head-of-team", "whitby", ["reviewer": "M. Okafor"])

    try await wait(until: "2026-03-23 09:30")
    try await open("settled too soon", "supply-chain-concern/concern-06")
    try await open("twin", "supply-chain-concern/concern-01", ["summary": "The same three invoices."])
    try await open("given up", "authority-concern/concern-01", ["procurement_title": "Bridge surveys"])
    try await open("council drawn", "spot-check/check-02", by: Self.okafor)
    try await open(
      "review for the council", "review/review-02", by: Actor(role: "requester"), ["result_on": "2026-03-09"])
    try await open("council's report", "recommendation-follow-up/follow-up-02", by: Self.okafor)

    try await wait(until: "2026-03-24 14:00")
    for name in ["settled too soon", "twin"] {
      try await send(name, "accept", by: "case-manager", "lindholm", ["disclosable_summary": "Sums are held back."])
    }
    try await send(
      "given up", "accept", by: "case-manager", "lindholm", ["disclosable_summary": "No reasons were given."])
    try await send("given up", "consent", by: "supplier", nil, ["consent_authority": true])
    try await send("council drawn", "begin", by: "case-manager", "lindholm")
    try await send("review for the council", "can-be-reviewed", by: "original-officer", "ashdown")
    try await send(
      "ministry drawn", "complete-checklist", by: "case-manager", "okafor",
      [
        "notices_published": "met", "time_to_bid": "met", "conditions_in_reason": "met", "feedback_given": "met",
        "paid_in_30_days": "met", "payments_reported": "met", "observations": "All five were in order.",
      ])

    try await wait(until: "2026-03-25 10:00")
    try await send(
      "settled too soon", "consent", by: "supplier", nil, ["consent_prime": true, "consent_department": true])
    try await send("settled too soon", "prime-resolved", by: "prime-contractor", nil, ["prime_answer": "It is paid."])
    try await send("settled too soon", "confirm", by: "supplier")
  }

  /// Monday 30 March: Priya Nair of the Cabinet Office is away from today to 10 April, and Martin Hale stands in.
  mutating func monday() async throws {
    try await wait(until: "2026-03-30 09:00")
    try await store.transaction { transaction in
      let contacts = try transaction.contacts().map { contact in
        guard contact.name == "Priya Nair" else { return contact }
        var contact = contact
        contact.absence = Absence(from: CivilDate(iso8601: "2026-03-30")!, to: CivilDate(iso8601: "2026-04-10")!)
        contact.deputy = "martin.hale@cabinet-office.example"
        return contact
      }
      _ = try transaction.importContacts(contacts)
    }
    try await wait(until: "2026-03-30 10:00")
    try await open("still open", "authority-concern/concern-02")
    try await act("twin", .merge(into: id("silent prime")), "okafor")
    try await act("council", .note("The prime's finance desk is being moved.", isDisclosable: false), "okafor")
    try await pause("council", "The supplier is looking for its orders.", by: "okafor")
    try await wait(until: "2026-03-30 14:00")
    try await send(
      "still open", "accept", by: "case-manager", "lindholm", ["disclosable_summary": "Ten days are too short."])
    try await send("still open", "consent", by: "supplier", nil, ["consent_authority": true])
  }

  /// Tuesday 31 March: more time for one, an answer for another, and one gives up.
  mutating func tuesday() async throws {
    try await wait(until: "2026-03-31 09:30")
    try await act(
      "afraid of the prime",
      .extend(
        DeadlineExtension(by: .workingDays(3), reason: "The files are in another office.", approver: "whitby")),
      "okafor")
    try await send(
      "still open", "resolved", by: "authority", nil, ["authority_answer": "Bidders now have thirty days."])
    try await send("still open", "confirm", by: "supplier")
    try await wait(until: "2026-03-31 16:00")
    try await send("given up", "withdraw", by: "supplier")
  }

  /// Wednesday 1 April: the eighth becomes a bank holiday, and payers get two days less from now on.
  ///
  /// - Returns: what the new calendar moves.
  mutating func wednesday() async throws -> [String] {
    try await wait(until: "2026-04-01 09:00")
    let moves = try await announceHoliday()
    try await wait(until: "2026-04-01 11:00")
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Self.workflows + "/late-payment", toPath: folder.path + "/late-payment")
    let file = folder.path + "/late-payment/workflow.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let changed = text.replacing(Self.payersPeriod.before, with: Self.payersPeriod.after, maxReplacements: 1)
    #expect(changed != text)
    try changed.write(toFile: file, atomically: true, encoding: .utf8)
    try await deploy(folder.path + "/late-payment")
    try await open("invoice after the change", "late-payment/payment-01", ["invoice_reference": "TT-0904"])
    try await send("invoice after the change", "accept", by: "case-manager", "lindholm")
    try await send("ministry drawn", "no-comment", by: "authority")
    return moves
  }

  /// Takes in a calendar with the new holiday, first to see and then for good.
  private func announceHoliday() async throws -> [String] {
    let file = Self.workflows + "/calendars/england-and-wales.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let holiday = #"{"title": "Day of thanks", "date": "2026-04-08", "notes": "", "bunting": true},"#
    let may = try #require(text.range(of: #"{"title": "Early May bank holiday", "date": "2026-05-04""#))
    let changed = ["england-and-wales": text.replacingCharacters(in: may, with: holiday + "\n    " + text[may])]
    let service = CalendarService(store: store, reader: FileDefinitionReader())
    let preview = try await service.preview(changed) { _ in }
    let moved = Told()
    let summary = try await service.keep(changed, .move, by: Actor(role: "ops", name: "adeyemi")) { moved.hear($0) }
    #expect(summary.timers == preview.timers)
    #expect(summary.cases == preview.cases)
    return moved.lines { name(of: $0) }
  }

  /// Thursday 2 April: the council's case goes on, and one that was closed is taken up again.
  mutating func thursday() async throws {
    try await wait(until: "2026-04-02 10:00")
    try await resume("council", by: "okafor")
    try await act("settled too soon", .reopen(reason: "Nothing has come."), by: "head-of-team", "whitby")
    try await wait(until: "2026-04-02 16:30")
    try await send("invoice", "received", by: "supplier")
  }

  /// Tuesday 7 April, when everybody is back.
  mutating func tuesdayAfterEaster() async throws {
    try await wait(until: "2026-04-07 09:00")
    try await send(
      "ministry drawn", "submit-findings", by: "case-manager", "okafor",
      [
        "findings": "Five of five awards were in order, two of them late.", "finding": "advice-given",
        "recommendation": "Publish each award within a week.",
        "public_summary": "Five of five award notices were published in time.",
      ])
    try await wait(until: "2026-04-07 11:00")
    try await send("ministry drawn", "approve", by: "approver", "reyes")
    try await name("ministry's follow-up", startedBy: "ministry drawn")
    try await wait(until: "2026-04-07 17:30")
  }

  private static let okafor = Actor(role: "case-manager", name: "okafor")

  /// What payers are given, in the file as it is shipped and as it is changed.
  private static let payersPeriod = (
    before: """
                    within: 5 working days
                    remind: { at: [2 working days, 4 working days], template: reminder-payer }
    """,
    after: """
                    within: 3 working days
                    remind: { at: [1 working day, 2 working days], template: reminder-payer }
    """
  )
}
