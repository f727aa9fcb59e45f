import Casework
import CivilTime
import Expression
import Testing
import WorkingTime

@testable import Analysis

@Suite struct CoverageTests {
  private static let text = """
    data:
      body: { type: string }
      contract: { type: string }
    parties:
      manager: { title: Manager, directory: manager, of: data.body, contract: data.contract, otherwise: [director] }
      director: { title: Director, directory: director, of: data.body }
      desk: { title: Desk, staff: true }
    states:
      a: { owner: manager, within: 5 working days, otherwise: b }
      b: { owner: director, within: 5 working days, otherwise: c }
      c: { type: final }
    """
  private static let first = CivilDate(iso8601: "2026-03-02") ?? CivilDate(dayNumber: 0)

  private func gaps(
    _ contacts: [Contact], _ subject: CoverageSubject = CoverageSubject(organisation: "Post"), days: Int = 40
  ) throws -> [CoverageGap] {
    try Coverage(
      of: Written.workflow(Self.text), in: Directory(contacts: contacts), from: Self.first, workingDays: days,
      Written.calendar
    ).gaps(for: [subject])
  }

  private func contact(_ name: String, _ role: String, at body: String = "Post") -> Contact {
    Contact(organisation: body, role: role, name: name, email: "\(name.lowercased())@post.example")
  }

  @Test func `a gap is told by name, days and reason, and who is asked instead`() throws {
    var away = contact("Ann", "manager")
    away.absence = Absence(from: Self.first.adding(days: 5), to: Self.first.adding(days: 8))
    away.deputy = "nobody@post.example"
    let found = try gaps([away, contact("Bo", "director")])
    // Away from Saturday to Tuesday: only the working days count.
    #expect(
      found.map(\.words) == [
        "Post: Manager: falls to Director from 9 March 2026 to 10 March 2026: Ann is away until 2026-03-10; the deputy "
          + "is nobody@post.example; nobody@post.example, the deputy, is not registered",
        "Post: Director: one person and no deputy",
      ])
    #expect(try gaps([away]).first?.severity == .nobody)
  }

  @Test func `an absence over a weekend is no gap`() throws {
    var away = contact("Ann", "manager")
    away.absence = Absence(from: Self.first.adding(days: 5), to: Self.first.adding(days: 6))
    #expect(try gaps([away, contact("Bo", "director")]).map(\.severity) == [.alone, .alone])
  }

  @Test func `what most open cases are about comes first, and two spellings are one body`() throws {
    let organisation = Organisation(
      slug: "post-office", title: "Post Office", format: "", status: "live", register: "govuk")
    let directory = Directory(organisations: [organisation])
    let subjects = CoverageSubject.all(
      named: [
        CoverageSubject(organisation: "Mint", openCases: 1), CoverageSubject(organisation: "post office", openCases: 2),
      ],
      besides: [CoverageSubject(organisation: "post-office"), CoverageSubject(organisation: "Mint", contract: "C1")],
      in: directory)
    #expect(subjects.map(\.name) == ["Mint", "Post Office", "Mint, contract C1"])
    let found = try Coverage(
      of: Written.workflow(Self.text), in: directory, from: Self.first, workingDays: 5, Written.calendar
    ).gaps(for: subjects)
    #expect(found.first?.subject.name == "Post Office")
    #expect(found.allSatisfy { $0.severity == .nobody })
  }

  @Test func `it says of every day what a step of that day would find`() throws {
    let workflow = try Written.workflow(Self.text)
    var random = RandomDirectory(seed: 11)
    for _ in 0..<150 {
      let directory = random.directory(from: Self.first)
      for subject in [
        CoverageSubject(organisation: "Post"), CoverageSubject(organisation: "Post", contract: "C1"),
        CoverageSubject(organisation: "Old"), CoverageSubject(organisation: nil, contract: "C1"),
      ] {
        let found = try Coverage(of: workflow, in: directory, from: Self.first, workingDays: 30, Written.calendar)
          .gaps(for: [subject])
        for party in ["manager", "director"] {
          var day = Self.first
          for _ in 0..<30 {
            let values = PartyFields(values: [
              subject.organisation.map { .string($0) } ?? .null, subject.contract.map { .string($0) } ?? .null,
            ])
            let resolution = workflow.resolve(party: party, on: day, in: directory, values)
            let gap = found.first { $0.severity != .alone && $0.party == party && $0.from <= day && day <= $0.to }
            #expect((gap == nil) == (resolution.party == party))
            #expect((gap?.severity == .nobody) == (resolution.recipient == .nobody))
            if let gap { #expect(gap.because == resolution.passedOver) }
            day = try Written.calendar.firstWorkingDay(onOrAfter: day.adding(days: 1))
          }
        }
      }
    }
  }
}

/// Directories in which everything that can hinder somebody happens to somebody.
private struct RandomDirectory {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func directory(from first: CivilDate) -> Directory {
    var contacts: [Contact] = []
    for number in 0..<(2 + below(7)) {
      var contact = Contact(
        organisation: ["Post", "Old", "New", "Mint"][below(4)], role: ["manager", "director"][below(2)],
        name: "P\(number)", email: "p\(below(8))@post.example")
      if below(3) == 0 { contact.contract = "C1" }
      if below(3) == 0 { contact.validFrom = first.adding(days: below(50) - 10) }
      if below(3) == 0 { contact.validTo = first.adding(days: below(50) - 10) }
      if below(2) == 0 {
        let from = first.adding(days: below(40) - 5)
        contact.absence = Absence(from: from, to: below(5) == 0 ? nil : from.adding(days: below(12)))
        if below(2) == 0 { contact.deputy = "p\(below(9))@post.example" }
      }
      if below(8) == 0 { contact.bouncedAt = Instant(seconds: 0) }
      contacts.append(contact)
    }
    let heirs = [["new"], ["new", "mint"]][below(2)]
    return Directory(
      contacts: contacts,
      organisations: [
        Organisation(slug: "old", title: "Old", format: "", status: "closed", successors: heirs, register: "govuk"),
        Organisation(slug: "new", title: "New", format: "", status: "live", register: "govuk"),
        Organisation(slug: "mint", title: "Mint", format: "", status: "live", register: "govuk"),
      ],
      contracts: [
        Contract(reference: "C1", title: "One", authority: ["Post", "Old"][below(2)], primeContractor: "P")
      ])
  }

  private mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
