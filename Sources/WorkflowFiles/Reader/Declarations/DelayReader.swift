import Expression
import Statechart
import WorkingTime

/// Reads delays: `10 working days`, `{ for: CEL }` and `{ at: CEL }`.
struct DelayReader {
  let context: ReadingContext

  /// A delay of any form; one that is worked out may have a limit in words.
  func length(_ node: YAMLNode, _ what: String) -> TimerLength? {
    guard node.pairs != nil else { return fixed(node, what).map(TimerLength.fixed) }
    return MappingReader.read(node, "a delay", context.diagnostics) { map in
      map.atMostOne(of: "for", "at")
      let `for` = map.optional("for")
      let at = map.optional("at")
      let most = map.optional("at-most").flatMap { fixed($0, "at-most") }
      if let `for` { return context.expressions.read(`for`, "for", as: .length).map { computed($0, most) } }
      if let at { return context.expressions.read(at, "at", as: .instant).map { computed($0, most) } }
      context.diagnostics.error(
        .missingKey, at: node.place, "a delay lacks \"for\" or \"at\"",
        remedy: "write { for: \"workingDays(10)\" } for a length, { at: data.FIELD } for a moment")
      return nil
    }
  }

  private func computed(_ expression: Expression, _ most: Delay?) -> TimerLength {
    most.map { .limited(expression, atMost: $0) } ?? .computed(expression)
  }

  /// A delay that the file names in words.
  func fixed(_ node: YAMLNode, _ what: String) -> Delay? {
    node.readText(what, context.diagnostics).flatMap { fixed($0, at: node) }
  }

  func fixed(_ text: String, at node: YAMLNode) -> Delay? {
    do throws(DelayError) {
      return try Delay(parsing: text)
    } catch {
      context.diagnostics.error(.invalidDelay, at: node.place, error.message, remedy: error.remedy)
      return nil
    }
  }
}
