import Casework
import Engine
import JSON

/// What whoever opens a case fills in, on one page: first what must be known, then who it is, then the rest.
struct OpeningForm {
  let questions: [FieldQuestion]
  private let organisations: [Organisation]

  /// More names than these would make the page heavy; those that are not offered can be typed all the same.
  static let offeredOrganisations = 800

  init(_ workflow: Workflow, _ organisations: [Organisation]) {
    self.organisations = organisations
    questions = workflow.openingForm.map { number in
      let field = workflow.fields[number]
      // A field with an initial value need not be answered.
      return FieldQuestion(
        field, isOptional: !field.isRequired || workflow.chart.fields[number].initial != nil)
    }
  }

  func html(_ typed: FormValues, _ errors: [(field: String, problem: String)]) -> HTML {
    let needed = questions.filter { !$0.isOptional }
    let others = questions.filter(\.isOptional)
    func list(_ questions: [FieldQuestion]) -> HTML {
      questions.map { question in html(question, typed, errors.first { $0.field == question.name }?.problem) }.joined()
    }
    return """
      <div class="app-opening"><h2 class="govuk-heading-m">What must be known</h2>\(list(needed))<h2 \
      class="govuk-heading-m">Who it is, and what else they say</h2>\(list(others))\(register)</div>
      """
  }

  private func html(_ question: FieldQuestion, _ typed: FormValues, _ error: String?) -> HTML {
    guard question.field.directory == "organisation" else { return question.html(typed, error: error) }
    let asked = Question(
      question.name, question.label, hint: "Begin to type, and choose from the register", error: error,
      value: typed[question.name] ?? "", isOptional: question.isOptional)
    return asked.labelled(
      """
      <input class="govuk-input\(asked.errorClass("govuk-input"))" id="\(question.name)" name="\(question.name)" \
      type="text" list="organisations" autocomplete="off" value="\(asked.value)"\(asked.description)>
      """)
  }

  private var register: HTML {
    let titles = organisations.filter { !$0.isClosed }.map(\.title).sorted().prefix(Self.offeredOrganisations)
    let options = titles.map { "<option value=\"\($0)\"></option>" as HTML }
    return "<datalist id=\"organisations\">\(Array(options))</datalist>"
  }

  func read(_ form: FormValues) -> (data: JSONObject, errors: [(field: String, problem: String)]) {
    var data = JSONObject()
    var errors: [(field: String, problem: String)] = []
    // In the order of the page.
    for question in questions.filter({ !$0.isOptional }) + questions.filter(\.isOptional) {
      do throws(FieldProblem) {
        if let value = try question.answer(in: form) { data[question.name] = value }
      } catch {
        errors.append((question.name, error.problem))
      }
    }
    return (data, errors)
  }
}
