import CivilTime
package import Casework
import Expression
package import JSON

/// One of a workflow's fields as a question of a form: its control, and the way back from what was typed.
package struct FieldQuestion: Sendable {
  package let field: DataField
  /// What is asked; the field's title where nothing else is said.
  package var label: String
  package var hint: String?
  /// What it may be answered with, where that is a matter of a register and not of the workflow.
  package var choices: [Control.Choice]
  package var isHeading = false
  /// Whether it may be left out; a field may be required by the workflow and known already.
  package var isOptional: Bool

  package init(
    _ field: DataField, label: String? = nil, hint: String? = nil, choices: [Control.Choice] = [],
    isHeading: Bool = false, isOptional: Bool? = nil
  ) {
    self.field = field
    self.label = label ?? field.title
    self.hint = hint ?? field.description
    self.choices =
      choices.isEmpty ? field.choices.map { Control.Choice($0.plainText, ChoiceWords.words($0.plainText)) } : choices
    self.isHeading = isHeading
    self.isOptional = isOptional ?? !field.isRequired
  }

  package var name: String { field.name }

  // MARK: To the page

  /// The control, with what has been typed so far.
  ///
  /// - Parameters:
  ///   - typed: what a form sent, or what `typed(_:)` made of a value.
  ///   - error: what is wrong with it.
  package func html(_ typed: FormValues = FormValues(), error: String? = nil) -> HTML {
    // A question that is answered by yes or no is optional without saying so: leaving it out is an answer too.
    let showsOptional = isOptional && kind != .yesOrNo
    let question = Question(
      name, label, hint: hint ?? kind.hint, error: error, value: typed[name] ?? "", isHeading: isHeading,
      isOptional: showsOptional)
    switch kind {
    case .yesOrNo: return Control.radios(question, Self.yesAndNo, isInline: true)
    case .choice where choices.count <= 8: return Control.radios(question, choices)
    case .choice: return Control.select(question, choices)
    case .day:
      return Control.date(
        question, day: typed["\(name)-day"] ?? "", month: typed["\(name)-month"] ?? "",
        year: typed["\(name)-year"] ?? "")
    case .amount: return Control.text(question, width: 10, inputMode: "decimal")
    case .wholeNumber: return Control.text(question, width: 10, inputMode: "numeric")
    case .moment, .period: return Control.text(question, width: 20)
    case .line: return Control.text(question, type: lineType, autocomplete: autocomplete, width: lineWidth)
    case .passage: return Control.area(question, rows: rows, most: field.maximumLength)
    case .lines, .document: return Control.area(question, rows: rows)
    }
  }

  /// A value as the form that asks for it would send it.
  package func typed(_ value: JSONValue) -> FormValues {
    switch (kind, value) {
    case (_, .null): return FormValues()
    case (.day, .string(let text)):
      guard let day = CivilDate(iso8601: text) else { return FormValues() }
      return FormValues([
        ("\(name)-day", "\(day.day)"), ("\(name)-month", "\(day.month)"), ("\(name)-year", "\(day.year)"),
      ])
    case (.lines, .array(let items)):
      return FormValues([(name, items.map { Self.plain($0) }.joined(separator: "\n"))])
    default: return FormValues([(name, Self.plain(value))])
    }
  }

  /// A value as people read it; "Not answered" for none.
  package func words(of value: JSONValue?) -> String {
    switch (kind, value) {
    case (_, nil), (_, .null?): "Not answered"
    case (.yesOrNo, .bool(let isTrue)?): isTrue ? "Yes" : "No"
    case (.day, .string(let text)?): CivilDate(iso8601: text).map(DayWords.day) ?? text
    case (.moment, .string(let text)?): Instant(rfc3339: text).map(DayWords.moment) ?? text
    case (.lines, .array(let items)?): items.map { Self.plain($0) }.joined(separator: "\n")
    case (.amount, let value?) where field.title.contains("(GBP)"): AmountWords.pounds(Self.plain(value))
    case (_, let value?): choices.first { $0.value == Self.plain(value) }?.label ?? Self.plain(value)
    }
  }

  // MARK: From the form

  /// What was answered, as the engine takes it; nil where nothing was.
  ///
  /// - Throws: a problem whose text is a whole sentence for the page.
  package func answer(in form: FormValues) throws(FieldProblem) -> JSONValue? {
    guard let json = try read(form) else {
      guard isOptional else { throw FieldProblem(field: name, problem: missing) }
      return nil
    }
    if kind == .choice, !choices.isEmpty, !choices.contains(where: { $0.value == Self.plain(json) }) {
      throw FieldProblem(field: name, problem: missing)
    }
    if kind == .line, lineType == "email", let address = json.stringValue, !EmailAddress.isPlain(address) {
      throw FieldProblem(
        field: name, problem: "\(subject) must be an email address in the right form, such as name@example.com")
    }
    do throws(FieldProblem) {
      _ = try field.value(of: json)
    } catch {
      throw FieldProblem(field: name, problem: sentence(for: error))
    }
    return json
  }

  /// A problem that the engine found, as a sentence for the page.
  package func sentence(for problem: FieldProblem) -> String {
    if problem.problem == "is required" { return missing }
    return "\(subject) \(problem.problem)"
  }

  /// What a problem is about: on a page with several fields each says which one it means.
  private var subject: String { label.hasSuffix("?") ? "Your answer to “\(label)”" : label }

  private func read(_ form: FormValues) throws(FieldProblem) -> JSONValue? {
    if kind == .day { return try readDay(form) }
    guard let typed = form.text(name) else { return nil }
    let text = typed.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    switch kind {
    case .yesOrNo: return .bool(text == "true")
    case .amount, .wholeNumber:
      let digits = text.filter { $0 != "," && $0 != "£" && !$0.isWhitespace }
      guard let number = JSONValue(number: digits) else {
        let example = kind == .amount ? "a number, such as 1250.50" : "a whole number, such as 12"
        throw FieldProblem(field: name, problem: "\(subject) must be \(example)")
      }
      return number
    case .choice where isNumber: return JSONValue(number: text) ?? .string(text)
    case .lines:
      return .array(text.split(whereSeparator: \.isNewline).map { .string(String($0)) })
    case .document:
      // Whatever is wrong with it, the person is told the same.
      guard let value = try? JSONValue(parsing: text) else {
        throw FieldProblem(field: name, problem: "\(subject) must be JSON")
      }
      return value
    case .day, .choice, .moment, .period, .line, .passage: return .string(text)
    }
  }

  private func readDay(_ form: FormValues) throws(FieldProblem) -> JSONValue? {
    let parts = ["day", "month", "year"].map { form.text("\(name)-\($0)") }
    if parts.allSatisfy({ $0 == nil }) { return nil }
    let absent = zip(["a day", "a month", "a year"], parts).filter { $0.1 == nil }.map(\.0)
    guard absent.isEmpty else {
      throw FieldProblem(
        field: name, problem: "The date for “\(label)” must include \(absent.joined(separator: " and "))")
    }
    let numbers = parts.compactMap { $0.flatMap { Int($0) } }
    guard numbers.count == 3, numbers[2] >= 1_000,
      let day = CivilDate(year: numbers[2], month: numbers[1], day: numbers[0])
    else {
      throw FieldProblem(field: name, problem: "The date for “\(label)” must be a real date, such as 27 3 2026")
    }
    return .string(day.description)
  }

  /// What is said where nothing was answered.
  private var missing: String {
    if kind == .yesOrNo { return "Choose yes or no for “\(label)”" }
    if label.hasSuffix("?") { return "\(kind == .choice ? "Choose an answer to" : "Answer the question") “\(label)”" }
    let words = ChoiceWords.within(label)
    let first = words.prefix { !$0.isWhitespace }.lowercased()
    return "\(kind == .choice ? "Choose" : "Enter") \(Self.alone.contains(first) ? "" : "the ")\(words)"
  }

  /// Words that need no article before them.
  private static let alone: Set<String> = [
    "your", "what", "when", "why", "how", "who", "whom", "whose", "where", "whether", "which", "the", "a", "an", "any",
  ]
  private static let yesAndNo = [Control.Choice("true", "Yes"), Control.Choice("false", "No")]

  private static func plain(_ value: JSONValue) -> String {
    value.stringValue ?? value.numberLiteral ?? value.serialized()
  }
}
