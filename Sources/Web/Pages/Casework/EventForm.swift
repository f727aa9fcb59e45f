import Casework
import JSON

/// The fields that an event asks for.
struct EventForm {
  let questions: [FieldQuestion]
  private let file: CaseFile
  private let numbers: [Int]

  init(_ offered: OfferedEvent, _ file: CaseFile) {
    self.file = file
    numbers = offered.form
    questions = offered.form.map { number in
      let field = file.workflow.fields[number]
      // What is known already need not be given again.
      return FieldQuestion(field, isOptional: !field.isRequired || file.case.session.data[number] != .null)
    }
  }

  /// What the case knows already, to begin with.
  var known: FormValues {
    var known = FormValues()
    for (number, question) in zip(numbers, questions) {
      for pair in question.typed(file.case.session.data[number].plainJSON).pairs { known.append(pair.name, pair.value) }
    }
    return known
  }

  func html(_ typed: FormValues, _ errors: [(field: String, problem: String)]) -> HTML {
    questions.map { question in
      question.html(typed, error: errors.first { $0.field == question.name }?.problem)
    }.joined()
  }

  /// What was answered, and what is wrong with it.
  func read(_ form: FormValues) -> (data: JSONObject, errors: [(field: String, problem: String)]) {
    var data = JSONObject()
    var errors: [(field: String, problem: String)] = []
    for question in questions {
      do throws(FieldProblem) {
        if let value = try question.answer(in: form) { data[question.name] = value }
      } catch {
        errors.append((question.name, error.problem))
      }
    }
    return (data, errors)
  }

  func summary(_ form: FormValues) -> HTML {
    let data = read(form).data
    guard !questions.isEmpty else { return .none }
    return "<h2 class=\"govuk-heading-m\">Your answers</h2>\(questions.summary(of: data))"
  }

  /// What was typed, carried along.
  func hidden(_ form: FormValues) -> HTML { questions.hidden(form) }
}

extension [FieldQuestion] {
  /// The answers as people read them.
  func summary(of data: JSONObject) -> HTML {
    Block.summary(map { Block.SummaryRow($0.label, "\(lines: $0.words(of: data[$0.name]))") })
  }

  /// What was typed, carried along to the next page.
  func hidden(_ form: FormValues) -> HTML {
    let names = Set(flatMap { [$0.name, "\($0.name)-day", "\($0.name)-month", "\($0.name)-year"] })
    return form.pairs.filter { names.contains($0.name) }.map { pair in
      "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">" as HTML
    }.joined()
  }
}
