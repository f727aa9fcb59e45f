import ArgumentParser
import Foundation
import JSON
import MachineForms
import WorkflowFiles
import WorkingTime

/// `recourse due`: dates and working time, by hand or in batches.
struct Due: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Works out a deadline and says which days it passed over.",
    discussion: """
      Example: recourse due "10 working days" --from 2026-12-18T10:00:00Z --calendar england-and-wales
      """)

  @Argument(help: "A delay such as \"10 working days\".")
  var delay: String?

  @Option(help: "The instant or date from which it counts.")
  var from: String?

  @Option(help: "The calendar that counts.")
  var calendar = "england-and-wales"

  @Option(help: "following, beginning-with or clear.")
  var count = "following"

  @Flag(help: "Reads questions from standard input, one JSON object a line.")
  var batch = false

  @Option(help: "A file of bank holidays, in place of the shipped ones.")
  var calendars: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if batch == (delay != nil) { throw ValidationError("give a delay and --from, or --batch and neither") }
    if !batch, from == nil { throw ValidationError("--from says from when the delay counts") }
  }

  func run() throws {
    let known = try knownCalendars()
    if batch {
      let forms = DueBatch(calendars: known)
      for line in Shell.inputLines() where !line.isEmpty { Shell.print(forms.answer(line: line)) }
      return
    }
    do throws(DueError) {
      let answer = try DueQuery(delay ?? "", from: from ?? "", calendar: calendar, counting: count, among: known)
        .answer()
      if format == .json {
        Shell.print(answer.json.serialized())
      } else {
        for line in answer.lines { Shell.print(line) }
      }
    } catch {
      throw Answer.no(error.description)
    }
  }

  private func knownCalendars() throws -> [String: WorkingCalendar] {
    guard let calendars else { return CalendarTexts.read(try ShippedFiles.calendarTexts()).calendars }
    let text = try TextFile.read(calendars)
    // Other people's test cases bring their holidays in a shape of their own.
    if text.contains("\"weekday_bank_holidays\"") {
      do throws(DueError) {
        return try DueCalendarsFile(parsing: text).calendars
      } catch {
        throw Answer.no("\(calendars): \(error)")
      }
    }
    let diagnostics = Diagnostics()
    let set = CalendarSet(reading: [(name: calendars, bytes: Array(text.utf8))], diagnostics: diagnostics)
    guard !diagnostics.hasErrors else {
      throw Answer.no(diagnostics.findings.map(\.description).joined(separator: "\n"))
    }
    return set.calendars
  }
}
