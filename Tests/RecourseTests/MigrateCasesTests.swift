import Testing

@testable import recourse

@Suite struct MigrateCasesTests {
  private static let versions = ["--from", "5920e852", "--to", "1b0e22d0"]

  @Test func `a state that is said to become two others is refused`() throws {
    #expect(throws: (any Error).self) {
      try MigrateCases.parse(Self.versions + ["--map", "chase=letter", "--map", "chase=visit"])
    }
    let both = try MigrateCases.parse(Self.versions + ["--map", "chase=letter", "--map", "visit=letter"])
    #expect(both.map.map(\.old) == ["chase", "visit"])
  }

  @Test func `timers of one state that are told two things are refused`() throws {
    #expect(throws: (any Error).self) {
      try MigrateCases.parse(Self.versions + ["--timers", "chase=keep", "--timers", "chase=restart"])
    }
    #expect(
      try MigrateCases.parse(Self.versions + ["--timers", "chase=keep", "--timers", "restart"]).timers.count == 2)
  }
}
