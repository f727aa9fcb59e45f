import Casework
import Expression
import WorkingTime

/// Reads `clocks`: the promises about a whole case, which warn and never move anything.
struct ClockReader {
  let context: ReadingContext

  /// The word for the beginning of a case, where no state bears it as its id.
  private static let opening = "opening"
  /// In hundredths of the limit: a warning may also come long after it has passed.
  private static let percents = 1...1_000

  func clocks(_ pairs: [YAMLPair]?) -> [(clock: CaseClock, key: YAMLNode)] {
    (pairs ?? []).compactMap { pair in
      MappingReader.read(pair.value, "a clock", context.diagnostics) { clock(pair.name, $0) }.map { ($0, pair.key) }
    }
  }

  private func clock(_ id: String, _ map: MappingReader) -> CaseClock? {
    let (title, description) = (map.text("title"), map.text("description"))
    let limit = map.required("limit").flatMap(limit)
    let starts = (map.oneOrMoreTexts("starts") ?? []).filter {
      $0.value != Self.opening || context.outline.number(of: Self.opening) != nil
    }
    let clock = (
      starts: context.checkStates(starts), stops: context.checkStates(map.oneOrMoreTexts("stops")),
      pausesIn: context.checkStates(map.oneOrMoreTexts("pauses-in")),
      warnAt: (map.oneOrMoreTexts("warn-at") ?? []).compactMap(percent)
    )
    return limit.map {
      CaseClock(
        id: id, limit: $0, starts: clock.starts, stops: clock.stops, pausesIn: clock.pausesIn, warnAt: clock.warnAt,
        title: title, description: description)
    }
  }

  /// An expression, or a delay in words that stands for one.
  private func limit(_ node: YAMLNode) -> Expression? {
    if let text = node.text, let delay = try? Delay(parsing: text), let call = call(delay) {
      return context.expressions.compile(call, for: node)
    }
    return context.expressions.read(node, "limit", as: .limit)
  }

  private func call(_ delay: Delay) -> String? {
    switch delay {
    case .workingDays(let count, counting: nil): "workingDays(\(count))"
    case .workingMinutes(let count) where count % 60 == 0: "workingHours(\(count / 60))"
    case .days(let count): "days(\(count))"
    case .weeks(let count): "weeks(\(count))"
    case .months(let count): "months(\(count))"
    case .elapsed, .mixed, .workingMinutes, .workingDays: nil
    }
  }

  private func percent(_ text: Located<String>) -> Int? {
    if text.value.hasSuffix("%"), let percent = Int(text.value.dropLast()), Self.percents.contains(percent) {
      return percent
    }
    context.diagnostics.error(
      .outOfRange, at: text.place, "\(text.value.inQuotes) is no part of the limit",
      remedy: "write a whole number from 1 to 1000 with %, such as 80%")
    return nil
  }
}
