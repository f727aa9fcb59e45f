import Casework
import CivilTime
import Expression
import JSON
import Testing

@Suite struct DataFieldTests {
  @Test func `money is read exactly, from a number or from text`() throws {
    let field = DataField(name: "amount", type: .decimal)
    #expect(try field.value(of: .number("0.10")) == .decimal(Decimal("0.10")!))
    #expect(try field.value(of: "19.99") == .decimal(Decimal("19.99")!))
    #expect(try field.value(of: 5) == .decimal(Decimal(5)))
  }

  @Test(arguments: [
    (DataField(name: "f", type: .int), JSONValue.string("5"), "must be a whole number"),
    (DataField(name: "f", type: .date), "2026-02-30", "must be a date such as 2026-01-05"),
    (DataField(name: "f", type: .bool), 1, "must be true or false"),
    (DataField(name: "f", type: .string, maximumLength: 3), "four", "must be 3 characters or fewer"),
    (DataField(name: "f", type: .string, choices: [.string("a"), .string("b")]), "c", "must be one of a, b"),
    (DataField(name: "f", type: .decimal, minimum: .decimal(Decimal(0))), "-0.01", "must be 0 or more"),
    (DataField(name: "f", type: .string, isRequired: true), .null, "is required"),
    (DataField(name: "f", type: .string, isRequired: true), "  ", "is required"),
  ]) func `a wrong value is refused in plain words that do not quote it`(
    field: DataField, given: JSONValue, problem: String
  ) {
    #expect(throws: FieldProblem(field: "f", problem: problem)) { try field.value(of: given) }
  }

  @Test func `a field that is not required may be left empty`() throws {
    #expect(try DataField(name: "f", type: .int).value(of: .null) == .null)
  }

  @Test func `length is counted in characters as people type them, not in bytes`() throws {
    let field = DataField(name: "f", type: .string, maximumLength: 3)
    #expect(try field.value(of: "äöü") == .string("äöü"))
  }
}
