import CivilTime
import WorkingTime

/// What stands at the head of a workflow's file.
struct WorkflowHead {
  let name: String
  let title: String
  let description: String?
  let tags: [String]
  let calendar: String
  let receipt: ReceiptRule?
  let counting: CountingRule
  let longestPause: Delay?
  /// The state at which a closed case is taken up again, and by whom.
  let reopening: (target: Located<String>, roles: [String])?
}

/// Reads the head of a workflow's file.
struct HeadReader {
  let context: ReadingContext

  private enum Arrival: String, CaseIterable {
    case nextWorkingDay = "next working day"
  }

  func head(_ map: MappingReader, calendars: [String]?) -> WorkflowHead {
    let name = map.text("workflow", isRequired: true) ?? ""
    let title = map.text("title") ?? name
    let description = map.text("description")
    let tags = map.texts("tags")?.map(\.value) ?? []
    let calendar = map.located("calendar")
    if let calendar, let calendars, !calendars.contains(calendar.value) {
      context.diagnostics.error(
        .unknownCalendar, at: calendar.place, "no calendar \(calendar.value.inQuotes)",
        remedy: didYouMean(calendar.value, calendars).map { "did you mean \($0.inQuotes)?" }
          ?? "name one of \(calendars.inQuotes(joinedBy: "or")), or add its file under calendars/")
    }
    return WorkflowHead(
      name: name, title: title, description: description, tags: tags,
      calendar: calendar?.value ?? WorkflowAssembly.usualCalendar, receipt: receipt(map),
      counting: map.choice("count", CountingRule.self) ?? .following,
      longestPause: map.optional("longest-pause").flatMap {
        DelayReader(context: context).fixed($0, "longest-pause")
      }, reopening: map.mapping("reopen", "reopen") { reopening($0) })
  }

  /// How a closed case is taken up again.
  private func reopening(_ map: MappingReader) -> (target: Located<String>, roles: [String])? {
    let target = map.located("target", isRequired: true)
    _ = map.required("by")
    let roles = (map.oneOrMoreTexts("by") ?? []).map(context.checkRole)
    guard let target, context.checkState(target) != nil, !roles.isEmpty else { return nil }
    return (target, roles)
  }

  private func receipt(_ map: MappingReader) -> ReceiptRule? {
    map.mapping("received", "received") { received in
      let cutOff = received.located("cut-off").flatMap(time)
      _ = received.choice("after-cut-off", Arrival.self)
      return .nextWorkingDay(cutOff: cutOff)
    }
  }

  private func time(_ text: Located<String>) -> TimeOfDay? {
    if let time = TimeOfDay(text.value) { return time }
    context.diagnostics.error(
      .outOfRange, at: text.place, "\(text.value.inQuotes) is no time of day",
      remedy: "write \"17:00\", with two digits each")
    return nil
  }
}
