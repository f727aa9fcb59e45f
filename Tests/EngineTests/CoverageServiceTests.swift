import Analysis
import Casework
import CivilTime
import Engine
import JSON
import Testing

@Suite struct CoverageServiceTests {
  private static let text = """
    workflow: letters
    title: Letters
    calendar: office
    form: [body]
    data: { body: { type: string } }
    parties:
      manager: { title: Manager, directory: manager, of: data.body }
      desk: { title: Desk, staff: true }
    initial: a
    states:
      a: { owner: desk, within: 5 working days, otherwise: c, on: { go: { by: [desk], target: b } } }
      b: { owner: manager, within: 5 working days, otherwise: c }
      c: { type: final }
    """

  private func scheme(_ contacts: Contact...) async throws -> (Scheme, CoverageService) {
    let scheme = try await Scheme(Self.text)
    try await scheme.store.transaction { _ = try $0.importContacts(contacts) }
    return (scheme, CoverageService(store: scheme.store, library: Library(reader: scheme.reader)))
  }

  @Test func `bodies that open cases are about come before those that are only registered`() async throws {
    var away = Contact(organisation: "Mint", role: "manager", name: "Ann", email: "ann@mint.example")
    away.absence = Absence(from: CivilDate(dayNumber: 0), to: nil)
    let (scheme, service) = try await scheme(away)
    try await scheme.open(1, of: "letters", data: ["body": "Post"])
    try await scheme.open(2, of: "letters", data: ["body": "post"])
    let report = try await service.report(workflow: nil, workingDays: 10, everyBody: false)
    #expect(report.subjects == 2 && report.workflows == ["letters"] && report.bounced.isEmpty)
    let parked = report.gaps.filter { $0.severity == .nobody }
    #expect(parked.map(\.subject.name) == ["Post", "Mint"])
    #expect(parked.map(\.subject.openCases) == [2, 0])
    #expect(parked.map { $0.from.description } == ["2026-01-05", "2026-01-05"])
    #expect(parked.map { $0.to.description } == ["2026-01-16", "2026-01-16"])
  }

  @Test func `where everybody can be reached there is nothing to tell, and mail that came back is listed`() async throws
  {
    var bounced = Contact(organisation: "Mint", role: "other", name: "Bo", email: "bo@mint.example")
    bounced.bouncedAt = Scheme.start
    let (_, service) = try await scheme(
      Contact(organisation: "Mint", role: "manager", name: "Ann", email: "ann@mint.example"),
      Contact(organisation: "Mint", role: "manager", name: "Al", email: "al@mint.example"), bounced)
    let report = try await service.report(workflow: "letters", workingDays: 60, everyBody: false)
    #expect(report.gaps.isEmpty)
    #expect(report.bounced.map(\.name) == ["Bo"])
    await #expect(throws: CaseFailure.self) {
      try await service.report(workflow: "none", workingDays: 60, everyBody: false)
    }
  }
}
