import Foundation
import PostgresStore
import TestKit
import Testing

/// A case team's week around Easter 2026: twenty cases of all six workflows, one that another has started, and what a week brings besides.
///
/// `diary.txt` has every date and every message that is expected, worked out from the workflows and from the calendar
/// (Good Friday 3 April, Easter Monday 6 April, summer time from 29 March, and from Wednesday on a holiday on 8 April).
@Suite(.timeLimit(.minutes(15))) struct WeekInTheLifeTests {
  @Test func `every date and every message of a week is as expected`() async throws {
    let store = try await PostgresStore.open(TestDatabase.new(), connections: 2)
    var team = try await CaseTeam(on: store, at: "2026-03-16 09:00")
    try await team.fortnightBefore()
    try await team.monday()
    try await team.tuesday()
    let moves = try await team.wednesday()
    try await team.thursday()
    try await team.tuesdayAfterEaster()
    #expect(team.cases.count == 21)
    let diary = try await moves + team.diary()
    await store.close()

    let file = Checkout.root.appending(path: "Tests/RecourseTests/Week/diary.txt")
    let expected = try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    guard diary != expected else { return }
    let written = FileManager.default.temporaryDirectory.appending(path: "recourse-diary.txt")
    try diary.joined(separator: "\n").write(to: written, atomically: true, encoding: .utf8)
    let first = zip(diary, expected).enumerated().first { $1.0 != $1.1 }?.offset ?? min(diary.count, expected.count)
    Issue.record(
      """
      line \(first + 1) of diary.txt differs; what happened is in \(written.path)
      expected: \(expected.dropFirst(first).first ?? "the end")
      happened: \(diary.dropFirst(first).first ?? "the end")
      """)
  }
}
