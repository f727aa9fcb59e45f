import Casework
import CivilTime
import Engine
import JSON
import Testing

@Suite struct ReferenceDataTests {
  @Test func `a contact who is registered gets the next message, and until then whoever stands in does`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.send("ask")
    let manager = Contact(
      organisation: "Post Office", role: "manager", name: "Mia", email: "mia@post.example",
      validTo: CivilDate(iso8601: "2026-01-06"))
    _ = try await scheme.memory.transaction { try $0.importContacts([manager]) }
    try await scheme.send("ask")
    scheme.memory.now = try .at("2026-01-06T00:00:00Z")
    try await scheme.send("ask")
    scheme.memory.now = try .at("2026-01-07T00:00:00Z")
    try await scheme.send("ask")
    let told = try await scheme.messages().filter { $0.payload.contains("manager") }
      .map { try JSONValue(parsing: $0.payload) }
    #expect(told.map { $0["to"]?.stringValue } == [nil, "mia@post.example", "mia@post.example", nil])
    #expect(told.map { $0["queue"]?.stringValue } == ["desk", nil, nil, "desk"])
    let effects = try await scheme.journal().compactMap { $0.payload["effects"]?[0]?["passed_over"]?[0]?.stringValue }
    #expect(
      effects == [
        "Manager: nobody is registered as manager of Post Office",
        "Manager: Mia was in post until 2026-01-06",
      ])
  }

  @Test func `running cases keep the version they started with, and new ones use the new`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let old = try await scheme.open(1)
    let hurried = Sketches.parcel.replacing("24 hours: late", with: "3 hours: late")
      .replacing(
        "on:\n      answer: { by: [desk]", with: "on:\n      thanks: { by: [desk] }\n      answer: { by: [desk]")
    let digest = try await scheme.deploy(hurried)
    let new = try await scheme.open(2)
    #expect(old.version != digest)
    #expect(new.version == digest)
    try await scheme.pass(.hours(4))
    #expect(try await scheme.record(1).states == ["waiting"])
    #expect(try await scheme.record(1).version == old.version)
    #expect(try await scheme.record(2).states == ["late"])
    await #expect(throws: CaseFailure.self) { try await scheme.send("thanks", to: 1) }
    try await scheme.send("thanks", to: 2)
    // The first version comes back: the newest deployment counts, not the newest text.
    try await scheme.deploy(Sketches.parcel)
    #expect(try await scheme.open(3).version == old.version)
  }

  @Test func `a workflow is read once, however many cases keep it`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    for number in 1...5 {
      try await scheme.open(number)
      try await scheme.send("greet", to: number)
    }
    try await scheme.pass(.hours(60))
    #expect(scheme.reader.workflowReadings.load(ordering: .relaxed) == 1)
    #expect(scheme.reader.calendarReadings.load(ordering: .relaxed) == 1)
  }

  @Test func `a calendar that changed counts for the next step, and is read once more`() async throws {
    let scheme = try await Scheme(Sketches.parcel, Sketches.stuck)
    try await scheme.open(1, of: "stuck")
    try await scheme.pass(.hours(1))
    #expect(try await scheme.record().states == ["one", "four"])
    try await scheme.memory.transaction { try $0.keepCalendar(named: "office", text: "2035") }
    try await scheme.pass(.hours(1))
    #expect(try await scheme.record().states == ["two", "five"])
    #expect(scheme.reader.calendarReadings.load(ordering: .relaxed) == 2)
  }
}
