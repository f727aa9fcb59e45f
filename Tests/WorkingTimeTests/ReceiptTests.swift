import CivilTime
import Testing
import WorkingTime

struct ReceiptTests {
  private let court = ReceiptRule.nextWorkingDay(cutOff: TimeOfDay("16:30"))

  private func received(_ arrival: String, _ rule: ReceiptRule) throws -> String {
    try england.receiptDate(of: at(arrival), under: rule).description
  }

  @Test func `an arrival at the cut-off counts as the next working day`() throws {
    #expect(try received("2026-01-05T16:29:59Z", court) == "2026-01-05")
    #expect(try received("2026-01-05T16:30:00Z", court) == "2026-01-06")
    #expect(try received("2026-01-09T16:30:00Z", court) == "2026-01-12")
    #expect(try received("2026-04-02T16:00:00Z", court) == "2026-04-07")
  }

  @Test func `an arrival on a closed day counts as the next working day`() throws {
    #expect(try received("2026-01-10T09:00:00Z", court) == "2026-01-12")
    #expect(try received("2026-01-10T23:00:00Z", court) == "2026-01-12")
    #expect(try received("2026-04-06T09:00:00Z", court) == "2026-04-07")
    #expect(try received("2026-01-05T04:00:00Z", court) == "2026-01-05")
  }

  @Test func `a request may be received on a Saturday where the rule says so`() throws {
    #expect(try received("2026-01-10T23:00:00Z", .onArrival) == "2026-01-10")
  }

  @Test func `rolling a Saturday forward first makes the deadline a day later`() throws {
    let saturday = try at("2026-01-10T12:00:00Z")
    let plain = try england.receiptInstant(of: saturday, under: .onArrival)
    let rolled = try england.receiptInstant(of: saturday, under: .nextWorkingDay(cutOff: nil))
    #expect(try england.deadline(of: .workingDays(20), from: plain).date.description == "2026-02-06")
    #expect(try england.deadline(of: .workingDays(20), from: rolled).date.description == "2026-02-09")
  }

  @Test func `deadlines of a rolled arrival run from the opening of its day`() throws {
    #expect(try england.receiptInstant(of: at("2026-01-05T16:45:00Z"), under: court) == at("2026-01-06T09:00:00Z"))
    #expect(try england.receiptInstant(of: at("2026-07-06T16:00:00Z"), under: court) == at("2026-07-07T08:00:00Z"))
    #expect(try england.receiptInstant(of: at("2026-01-05T12:00:00Z"), under: court) == at("2026-01-05T12:00:00Z"))
  }
}
