package import Analysis
package import Casework
import CivilTime
import Expression
package import JSON
import WorkingTime

/// How a date was worked out, in words that can be read over the telephone, and for programs.
package struct ExplanationView: Sendable {
  package let explanation: Explanation
  /// The version of the calendar that counts now.
  package let calendar: CalendarVersion?
  package let workflow: Workflow

  package init(explanation: Explanation, calendar: CalendarVersion?, workflow: Workflow) {
    self.explanation = explanation
    self.calendar = calendar
    self.workflow = workflow
  }

  /// - Parameter words: of the workflow's conditions.
  package func lines(_ words: ConditionWords) -> [String] {
    let end = explanation.due.map(LocalTime.words) ?? "stands still, with \(self.words(explanation.left ?? .zero)) left"
    return ["\(explanation.name): \(end)"]
      + details(words).map { detail in
        let gap = String(repeating: " ", count: max(1, 10 - detail.label.count))
        return "    \(detail.label)\(gap)\(detail.words)"
      }
  }

  /// How it was worked out, step by step, each under a word for what it tells.
  ///
  /// - Parameter words: of the workflow's conditions.
  package func details(_ words: ConditionWords) -> [(label: String, words: String)] {
    var details = [("rule", explanation.rule.words)]
    if let expression = explanation.rule.expression {
      let period = PeriodWords(.computed(expression), words)
      let data = explanation.rule.data.map { "\(name(of: $0.field)) is \(Self.words($0.value))" }
      let most = explanation.rule.atMost.map { ", and \($0.description) at most" } ?? ""
      details.append(
        (
          "computed",
          "\(period.isSpelt ? period.full : expression.source)\(most)"
            + (data.isEmpty ? "" : ", where \(data.joined(separator: ", "))")
        ))
    }
    if let start = explanation.start { details += self.words(start) }
    if let calendar, measure == .officeHours {
      details.append(
        (
          "calendar",
          "\(calendar.name), version \(calendar.revision), in force since \(LocalTime.minute(calendar.keptAt))"
        ))
    }
    details += explanation.turns.map(self.words)
    if !explanation.count.closed.isEmpty { details.append(("skipped", skipped)) }
    if let due = explanation.due { details.append(("so it is", LocalTime.words(due))) }
    return details
  }

  private var measure: Delay.Measure { explanation.rule.length.measure }

  private func words(_ start: Explanation.Start) -> [(String, String)] {
    let entry = start.entry
    let what =
      switch (start.isAnew, entry.kind) {
      case (true, .migrated): "began anew as \(entry.migrationWords)"
      case (true, _): "began anew with \(name(ofEvent: entry))"
      case (false, .opened): "the case was opened"
      case (false, _): name(ofEvent: entry)
      }
    let who = entry.actor.role.map { ", by \(workflow.party(named: $0)?.title ?? $0)" } ?? ""
    let began = ("started", "\(LocalTime.words(entry.at)): \(what)\(who)")
    guard start.isLate else { return [began] }
    var why = "it came when the office was closed"
    if case .nextWorkingDay(let cutOff?)? = workflow.receipt {
      why = "what comes after \(cutOff), or on no working day"
    }
    let counts = "from \(LocalTime.words(start.countsFrom)) on: \(why), counts as the next working day's"
    return [began, ("counts", counts)]
  }

  /// What a field is called by whoever asks for it.
  private func name(of field: String) -> String {
    workflow.fields.first { $0.name == field }.map { "“\($0.title)”" } ?? field
  }

  /// What happened, by the title that the workflow gives an event.
  private func name(ofEvent entry: JournalEntry) -> String {
    entry.kind == .event
      ? workflow.title(ofEvent: entry.name).map { "“\($0)”" } ?? "event \(entry.name)"
      : "\(entry.kind.rawValue) \(entry.name)"
  }

  private static func words(_ value: Value) -> String {
    if case .bool(let truth) = value { return truth ? "yes" : "no" }
    return value.plainText.onOneLine
  }

  /// Weekends by their number, holidays by name.
  private var skipped: String {
    let closed = explanation.count.closed
    let weekend = closed.count { $0.reason == .weekend }
    let holidays = explanation.count.holidays.map { "\($0.explanation) on \(Wording.text(of: $0.date))" }
    let days = weekend == 0 ? [] : ["\(weekend) \(weekend == 1 ? "day" : "days") of weekends"]
    return (days + holidays).joined(separator: ", ")
  }

  private func words(_ turn: Explanation.Turn) -> (String, String) {
    let (entry, at) = (turn.entry, LocalTime.words(turn.entry.at))
    let reason = entry.input["reason"]?.stringValue.map { ": \($0.onOneLine)" } ?? ""
    let date = turn.date.map { "; then \(LocalTime.words($0))" } ?? ""
    switch turn.kind {
    case .stopped:
      return ("stopped", "\(at), \(entry.kind == .paused ? "paused\(reason)" : "with \(name(ofEvent: entry))")")
    case .resumed(let lost): return ("ran on", "\(at); \(words(lost)) did not count\(date)")
    case .extended(let delay):
      let approver = entry.input["approver"]?.stringValue.map { ", approved by \($0.onOneLine)" } ?? ""
      return ("extended", "\(at), by \(delay.description)\(approver)\(reason)\(date)")
    case .kept(let promised):
      return (
        "kept", "\(at), a changed calendar came into force, and the promised date stayed: \(LocalTime.words(promised))"
      )
    case .migrated(let from, _):
      let was = from.map { ", which was \(LocalTime.words($0)) before" } ?? ""
      return ("migrated", "\(at), \(entry.migrationWords)\(date)\(was)")
    case .moved:
      let because = turn.because(of: explanation.name)
      return (
        "moved",
        "\(at), a changed calendar came into force"
          + (because.isEmpty ? "" : ": \(because.joined(separator: "; "))") + date
      )
    }
  }

  /// A stretch of the length's measure.
  private func words(_ duration: Duration) -> String { measure.words(duration) }

  /// For programs; see the command's help.
  package var json: JSONObject {
    let rule = explanation.rule
    var data = JSONObject()
    for (field, value) in rule.data { data[field] = value.plainJSON }
    var object: JSONObject = [
      "timer": .string(explanation.name), "due": explanation.due.map { .string($0.rfc3339) } ?? .null,
      "left_seconds": explanation.left.map { .integer($0.components.seconds) } ?? .null,
      "rule": [
        "words": .string(rule.words), "length": .string(rule.length.description),
        "counting": .string(rule.counting.rawValue), "source": rule.source.map(JSONValue.string) ?? .null,
        "at_most": rule.atMost.map { .string($0.description) } ?? .null, "data": .object(data),
      ],
    ]
    object["start"] =
      explanation.start.map { start in
        [
          "revision": .integer(Int64(start.entry.revision)), "at": .string(start.entry.at.rfc3339),
          "kind": .string(start.entry.kind.rawValue), "name": .string(start.entry.name),
          "by": start.entry.actor.role.map(JSONValue.string) ?? .null,
          "counts_from": .string(start.countsFrom.rfc3339), "anew": .bool(start.isAnew),
        ]
      } ?? .null
    object["calendar"] =
      calendar.map {
        ["name": .string($0.name), "version": .integer($0.revision), "since": .string($0.keptAt.rfc3339)]
      } ?? .null
    object["skipped"] = .array(explanation.count.closed.map { .object($0.json) })
    object["turns"] = .array(explanation.turns.map { .object($0.json(of: explanation.name)) })
    return object
  }
}

extension Delay.Measure {
  /// So much of it, to the minute: "19 h 30 min of office time".
  package func words(_ duration: Duration) -> String {
    let minutes = duration.components.seconds / 60
    let (hours, rest) = (minutes / 60, minutes % 60)
    let text =
      switch (hours, rest) {
      case (0, _): "\(rest) min"
      case (_, 0): "\(hours) h"
      case _: "\(hours) h \(rest) min"
      }
    return self == .officeHours ? "\(text) of office time" : text
  }
}

extension JournalEntry {
  /// What a migration was, for people: "the case went on by version 1b0e22d0aa31, timers re-derive".
  var migrationWords: String {
    let version = payload["to"]?.stringValue.flatMap { WorkflowDigest(hexadecimal: $0) }?.short ?? "another"
    let policy = payload["timers"]?.stringValue.map { ", timers: \($0)" } ?? ""
    return name == "undo" ? "it went back to version \(version)" : "the case went on by version \(version)\(policy)"
  }
}

extension Explanation.Turn {
  /// The days that made the difference, as the history told when the calendar changed.
  fileprivate func because(of timer: String) -> [String] {
    let moves = entry.payload["moved"]?.arrayValue ?? entry.payload["kept"]?.arrayValue ?? []
    let own = moves.first { $0["timer"]?.stringValue == timer }
    return (own?["because"]?.arrayValue ?? []).compactMap(\.stringValue)
  }

  func json(of timer: String) -> JSONObject {
    var object = JSONObject()
    switch kind {
    case .stopped: object["kind"] = "stopped"
    case .resumed(let lost):
      object["kind"] = "resumed"
      object["lost_seconds"] = .integer(lost.components.seconds)
    case .extended(let delay):
      object["kind"] = "extended"
      object["length"] = .string(delay.description)
      if let approver = entry.input["approver"] { object["approver"] = approver }
    case .kept: object["kind"] = "kept"
    case .moved: object["kind"] = "moved"
    case .migrated(let from, _):
      object["kind"] = "migrated"
      object["from"] = from.map { .string($0.rfc3339) } ?? .null
      object["version"] = entry.payload["to"] ?? .null
    }
    object["at"] = .string(entry.at.rfc3339)
    object["revision"] = .integer(Int64(entry.revision))
    object["by"] = entry.actor.role.map(JSONValue.string) ?? .null
    object["date"] = date.map { .string($0.rfc3339) } ?? .null
    if let reason = entry.input["reason"] { object["reason"] = reason }
    let because = because(of: timer)
    if !because.isEmpty { object["because"] = .array(because.map(JSONValue.string)) }
    return object
  }
}
