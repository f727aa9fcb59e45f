import Casework
import CivilTime
import Engine
import JSON

/// How the effect of a version on open cases is shown, by `diff` and by `deploy --dry-run`.
struct VersionEffectOutput {
  let old: Workflow
  let new: Workflow

  /// The lines of one case.
  func lines(_ effect: VersionEffect) -> [String] {
    let states = effect.record.states.joined(separator: ", ")
    var lines = ["  \(effect.record.reference)  \(states)\(effect.record.owner.map { ", \($0)" } ?? "")"]
    if let refusal = effect.refusal { lines.append("      could not go on by it: \(refusal.onOneLine)") }
    for shift in effect.shifts {
      let words =
        switch (shift.before, shift.after) {
        case (let before?, let after?):
          "\(LocalTime.minute(before)) to \(LocalTime.minute(after))\(after < before ? "  EARLIER" : "")"
        case (nil, let after?): "starts, \(LocalTime.minute(after))"
        case (let before?, nil): "ends; it was due \(LocalTime.minute(before))"
        case (nil, nil): "stands still"
        }
      lines.append("      \(shift.timer): \(words)\(effect.isOverdue(shift) ? ", OVERDUE AT ONCE" : "")")
    }
    return lines
  }

  /// What it comes to in all.
  func lines(_ summary: VersionEffectSummary) -> [String] {
    guard summary.cases > 0 else { return ["No open case goes by \(old.digest.short)."] }
    var lines = [
      "\(Self.count(summary.cases, "open case")) \(summary.cases == 1 ? "goes" : "go") by \(old.digest.short)."
    ]
    let standing = old.chart.states.compactMap { state in
      summary.standing[state.id].map { "\(old.stateNotes[state.number].title) \($0)" }
    }
    lines.append(
      standing.isEmpty
        ? "None stands in a step that changed."
        : "\(summary.touched) \(summary.touched == 1 ? "stands" : "stand") in a step that changed: \(standing.joined(separator: ", "))."
    )
    lines += gone(summary)
    lines.append("Taken along (migrate-cases --timers re-derive), with deadlines counted anew from where they began:")
    lines += dates(summary).map { "  \($0)" }
    return lines + ["Nothing was changed: open cases keep the version that they started with."]
  }

  /// The states that are no more, with how many cases stand there, in the order of the file.
  private func gone(_ summary: VersionEffectSummary) -> [String] {
    old.chart.states.compactMap { state in
      summary.gone[state.id].map { count in
        "\(Self.count(count, "case")) \(count == 1 ? "stands" : "stand") in a step that is no more: "
          + "\(old.stateNotes[state.number].title) (say what it becomes: migrate-cases --map \(state.id)=STATE)."
      }
    }
  }

  private func dates(_ summary: VersionEffectSummary) -> [String] {
    var lines: [String] = []
    if let dates = summary.dates {
      let (first, last) = (LocalTime.minute(dates.lowerBound), LocalTime.minute(dates.upperBound))
      let range = first == last ? "the new one is \(first)" : "the new ones lie from \(first) to \(last)"
      lines.append(
        "\(Self.count(summary.earlier, "date")) earlier and \(summary.later) later, of \(Self.count(summary.moved, "case")); "
          + range)
    } else {
      lines.append("no date moves")
    }
    if summary.started + summary.stopped > 0 {
      lines.append("\(Self.count(summary.started, "timer")) would start, and \(summary.stopped) end")
    }
    lines.append("\(summary.overdue == 0 ? "no case" : Self.count(summary.overdue, "case")) would be overdue at once")
    if summary.refused > 0 {
      lines.append("\(Self.count(summary.refused, "case")) could not go on by it as they stand (--cases says why)")
    }
    if summary.unreadable > 0 { lines.append("\(Self.count(summary.unreadable, "case")) could not be read") }
    return lines
  }

  private static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}

extension VersionEffect {
  /// The effect for programs.
  var json: JSONObject {
    [
      "reference": .string(record.reference.description), "states": .array(record.states.map(JSONValue.string)),
      "changed_states": .array(changedStates.map(JSONValue.string)),
      "gone_states": .array(goneStates.map(JSONValue.string)),
      "overdue_at_once": .bool(isOverdueAtOnce), "refusal": refusal.map(JSONValue.string) ?? .null,
      "timers": .array(
        shifts.map { shift in
          [
            "timer": .string(shift.timer), "from": shift.before.map { .string($0.rfc3339) } ?? .null,
            "to": shift.after.map { .string($0.rfc3339) } ?? .null, "overdue": .bool(isOverdue(shift)),
          ]
        }),
    ]
  }
}
