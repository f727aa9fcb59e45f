import Casework
import Expression
import JSON
import Testing

@testable import Web

@Suite struct FieldQuestionTests {
  private func question(
    _ type: Type, _ title: String = "Contract title", isRequired: Bool = false, choices: [String] = []
  )
    -> FieldQuestion
  {
    FieldQuestion(
      DataField(
        name: "f", type: type, title: title, isRequired: isRequired, choices: choices.map(Value.string),
        maximumLength: type == .string && choices.isEmpty ? 10 : nil))
  }

  private func form(_ pairs: (String, String)...) -> FormValues { FormValues(pairs.map { (name: $0.0, value: $0.1) }) }

  private func problem(_ question: FieldQuestion, _ form: FormValues) -> String? {
    do throws(FieldProblem) {
      _ = try question.answer(in: form)
      return nil
    } catch {
      return error.problem
    }
  }

  @Test func `what is typed becomes the value that the engine takes`() throws {
    #expect(try question(.bool).answer(in: form(("f", "true"))) == true)
    #expect(try question(.bool).answer(in: form(("f", "false"))) == false)
    #expect(try question(.int).answer(in: form(("f", " 1,250 "))) == 1250)
    #expect(try question(.decimal).answer(in: form(("f", "£1,250.50"))) == .number("1250.50"))
    #expect(try question(.string).answer(in: form(("f", "  a b  "))) == "a b")
    #expect(try question(.string).answer(in: form(("f", "a\r\nb"))) == "a\nb")
    #expect(try question(.list(.string)).answer(in: form(("f", "a\r\nb"))) == ["a", "b"])
    #expect(
      try question(.date).answer(in: form(("f-day", "7"), ("f-month", "3"), ("f-year", "2026"))) == "2026-03-07")
    #expect(try question(.string, choices: ["a", "b"]).answer(in: form(("f", "b"))) == "b")
  }

  @Test func `nothing typed is no answer, and a problem only where one is required`() throws {
    #expect(try question(.string).answer(in: form(("f", "  "))) == nil)
    #expect(try question(.date).answer(in: form(("f-day", ""), ("f-month", " "))) == nil)
    #expect(problem(question(.string, isRequired: true), form()) == "Enter the contract title")
    #expect(problem(question(.string, "Your name", isRequired: true), form()) == "Enter your name")
    #expect(problem(question(.bool, "Is it so?", isRequired: true), form()) == "Choose yes or no for “Is it so?”")
    #expect(problem(question(.string, "Nation", isRequired: true, choices: ["a"]), form()) == "Choose the nation")
  }

  @Test func `problems say in plain words what to do, and never what was typed`() {
    let date = question(.date, "The day")
    #expect(problem(date, form(("f-day", "7"), ("f-year", "2026"))) == "The date for “The day” must include a month")
    #expect(
      problem(date, form(("f-day", "31"), ("f-month", "4"), ("f-year", "2026")))?.hasPrefix(
        "The date for “The day” must be a real date")
        == true)
    #expect(
      problem(date, form(("f-day", "31"), ("f-month", "12"), ("f-year", "26")))?.hasPrefix(
        "The date for “The day” must be a real date")
        == true)
    #expect(problem(question(.decimal), form(("f", "12 pounds")))?.contains("must be a number") == true)
    #expect(
      problem(question(.string), form(("f", String(repeating: "x", count: 11))))
        == "Contract title must be 10 characters or fewer")
    #expect(problem(question(.string, choices: ["a"]), form(("f", "secret")))?.contains("secret") == false)
  }

  @Test func `a value fills the form that would send it`() throws {
    let values: [(Type, JSONValue)] = [
      (.bool, true), (.int, 7), (.decimal, .number("1250.50")), (.string, "a"), (.date, "2026-03-07"),
      (.list(.string), ["a", "b"]),
    ]
    for (type, value) in values {
      let question = question(type)
      #expect(try question.answer(in: question.typed(value)) == value)
    }
  }

  @Test func `answers are shown in words`() {
    #expect(question(.bool).words(of: true) == "Yes")
    #expect(question(.date).words(of: "2026-03-07") == "Sat 7 March 2026")
    #expect(question(.string, choices: ["nhs-trust"]).words(of: "nhs-trust") == "NHS trust")
    #expect(question(.decimal, "Owed (GBP)").words(of: .number("1250.5")) == "£1,250.50")
    #expect(question(.string).words(of: nil) == "Not answered")
  }

  @Test func `every control has a label, its error, and what was typed, escaped`() {
    let page = question(.string).html(form(("f", "\"<b>")), error: "Wrong").description
    #expect(page.contains("<label class=\"govuk-label\" for=\"f\">Contract title (optional)</label>"))
    #expect(
      page.contains("value=\"&quot;&lt;b&gt;\"") && page.contains("Wrong")
        && page.contains("aria-describedby=\"f-error\""))
  }
}
