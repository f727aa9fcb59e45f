import Foundation
import JSON
import MachineForms
import TestKit
import Testing

struct DueConformanceTests {
  @Test func `every calendar case that others wrote has its answer`() throws {
    guard let lines = try SharedMaterial.lines(of: "conformance/calendar.jsonl"),
      let file = try SharedMaterial.lines(of: "conformance/calendars.json")
    else { return }
    let calendars = try DueCalendarsFile(parsing: file.joined(separator: "\n")).calendars
    let batch = DueBatch(calendars: calendars)
    for line in lines {
      let asked = try JSONValue(parsing: line)
      let answer = try JSONValue(parsing: batch.answer(line: line))
      #expect(answer["id"] == asked["id"])
      for (key, expected) in try #require(asked["expect"]?.objectValue) {
        #expect(answer[key] == expected, "\(asked.serialized()) \(answer.serialized())")
      }
    }
    #expect(lines.count >= 2_000)
  }
}
