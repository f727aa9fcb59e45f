import Expression
import Statechart

/// Conditions in words for people, as far as they are of the usual forms; CEL otherwise.
package struct ConditionWords: Sendable {
  /// A condition in words.
  package struct Words: Sendable {
    package let text: String
    /// Whether all of it is words, and none of it CEL.
    package let isPlain: Bool
  }

  private let titles: [String: String]
  private let parties: [String: String]
  private let states: [String: String]
  private let environment: Environment

  package init(_ workflow: Workflow) {
    titles = Dictionary(workflow.fields.map { ($0.name, $0.title) }) { first, _ in first }
    parties = Dictionary(workflow.parties.map { ($0.id, $0.title) }) { first, _ in first }
    states = Dictionary(zip(workflow.chart.states, workflow.stateNotes).map { ($0.id, $1.title) }) { first, _ in first }
    environment = CaseScope.scope(fields: workflow.chart.fields).environment
  }

  /// The words of a condition.
  package func words(_ source: String) -> Words {
    guard let tree = environment.conditionTree(source) else { return Words(text: source.onOneLine, isPlain: false) }
    return words(tree, isTrue: true)
  }

  /// The title of the field that an expression is, where it is nothing else.
  package func titleOfField(in source: String) -> String? { field(source.trimmed).map { titles[$0] ?? $0 } }

  /// An instant that is worked out, in words; nil where there are none for it.
  package func moment(_ source: String) -> String? { terms.moment(source.onOneLine) }

  private var terms: TermWords { TermWords(titles: titles) }

  private func words(_ tree: ConditionTree, isTrue: Bool) -> Words {
    switch tree {
    case .question(let question): return words(question.expression.source.trimmed, isTrue: isTrue)
    case .not(let inner): return words(inner, isTrue: !isTrue)
    case .all(let parts): return joined(parts, isTrue ? " and " : " or ", isTrue: isTrue)
    case .any(let parts): return joined(parts, isTrue ? " or " : " and ", isTrue: isTrue)
    case .choice(let condition, let yes, let no):
      let parts = [words(condition, isTrue: true), words(yes, isTrue: isTrue), words(no, isTrue: isTrue)]
      return Words(
        text: "\(parts[1].text) where \(parts[0].text), otherwise \(parts[2].text)",
        isPlain: parts.allSatisfy(\.isPlain))
    }
  }

  private func joined(_ parts: [ConditionTree], _ word: String, isTrue: Bool) -> Words {
    let words = parts.map { self.words($0, isTrue: isTrue) }
    return Words(text: words.map(\.text).joined(separator: word), isPlain: words.allSatisfy(\.isPlain))
  }

  private func words(_ question: String, isTrue: Bool) -> Words {
    if let plain = plain(ChoiceText.withoutBrackets(question), isTrue) { return Words(text: plain, isPlain: true) }
    let text = question.onOneLine
    return Words(text: isTrue ? text : "not (\(text))", isPlain: false)
  }

  /// The forms that most conditions have.
  private func plain(_ question: String, _ isTrue: Bool) -> String? {
    if let name = field(question) { return "“\(titles[name] ?? name)” is \(isTrue ? "yes" : "no")" }
    if let inner = inside("has(", question), let name = field(inner) {
      return "“\(titles[name] ?? name)” is \(isTrue ? "filled in" : "empty")"
    }
    if let inner = inside("inState(", question), let id = text(inner) {
      return "\(isTrue ? "" : "not ")in “\(states[id] ?? id)”"
    }
    let membership = question.components(separatedBy: " in ")
    if membership.count == 2, membership[1] == "party", let id = text(membership[0]) {
      return "\(isTrue ? "there is a" : "there is no") \(parties[id] ?? id)"
    }
    if membership.count == 2, let name = field(membership[0]), let list = inside("[", membership[1], until: "]") {
      let choices = list.split(separator: ",").map { value(String($0).trimmed) }
      return "“\(titles[name] ?? name)” is \(isTrue ? "" : "not ")one of \(choices.joined(separator: ", "))"
    }
    for (sign, equal) in [(" == ", true), (" != ", false)] {
      let sides = question.components(separatedBy: sign)
      guard sides.count == 2, let name = field(sides[0]), isConstant(sides[1]) else { continue }
      return "“\(titles[name] ?? name)” is \(equal == isTrue ? "" : "not ")\(value(sides[1]))"
    }
    return terms.comparison(question, isTrue: isTrue)
  }

  private func field(_ source: String) -> String? {
    guard source.hasPrefix("data.") else { return nil }
    let name = source.dropFirst("data.".count)
    return !name.isEmpty && name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) ? String(name) : nil
  }

  private func inside(_ opening: String, _ source: String, until closing: String = ")") -> String? {
    guard source.hasPrefix(opening), source.hasSuffix(closing) else { return nil }
    let inner = String(source.dropFirst(opening.count).dropLast(closing.count)).trimmed
    return inner.contains("(") || inner.contains("[") ? nil : inner
  }

  private func text(_ source: String) -> String? {
    guard source.count >= 2, let quote = source.first, quote == "'" || quote == "\"", source.last == quote else {
      return nil
    }
    let inner = source.dropFirst().dropLast()
    return inner.contains(quote) || inner.contains("\\") ? nil : String(inner)
  }

  private func isConstant(_ source: String) -> Bool {
    text(source) != nil || Double(source) != nil || ["true", "false", "null"].contains(source)
  }

  private func value(_ source: String) -> String {
    switch source {
    case "true": "yes"
    case "false": "no"
    case "null": "empty"
    default: text(source)?.replacing("-", with: " ") ?? source
    }
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
