import Analysis
import Testing

@Suite("Fields that are compared with each other") struct ComparedFieldsTests {
  /// Where silence leads from a state whose deadline compares two dates; the second may be left out where it is said.
  private func bounds(
    _ alternatives: [String], isSecondRequired: Bool = true, type: String = "date"
  ) throws -> Bounds {
    let ways = alternatives.map { "      - { target: closed, guard: \"\($0)\" }\n" }.joined()
    return Bounds(
      try Written.workflow(
        """
        form: [one, two]
        data:
          one: { type: \(type), required: true }
          two: { type: \(type), required: \(isSecondRequired) }
        parties: { desk: { staff: true } }
        states:
          first:
            within: 5 working days
            otherwise:
        \(ways)  closed: { type: final }
        """))
  }

  @Test(arguments: ["date", "decimal", "int", "string", "timestamp", "duration"])
  func `where every order leads on nobody waits`(_ type: String) throws {
    for ways in [
      ["data.one < data.two", "data.one == data.two", "data.one > data.two"],
      ["data.one <= data.two", "data.two < data.one"], ["data.one != data.two", "data.two >= data.one"],
    ] {
      let bounds = try bounds(ways, type: type)
      #expect(bounds.waitsForever.isEmpty && bounds.silentWorkingDays == 5)
    }
  }

  @Test func `where one order is left out a case waits`() throws {
    for ways in [
      ["data.one < data.two", "data.one > data.two"], ["data.one < data.two", "data.two > data.one"],
      ["data.one <= data.two", "data.one == data.two"],
    ] {
      #expect(try bounds(ways).waitsForever.map(\.state) == ["first"])
    }
  }

  @Test func `what is not there has no order`() throws {
    let ways = ["data.one < data.two", "data.one >= data.two"]
    #expect(try bounds(ways, isSecondRequired: false).waitsForever.map(\.state) == ["first"])
    #expect(try bounds(ways + ["data.one != data.two"], isSecondRequired: false).waitsForever.isEmpty)
  }

  @Test func `some doubles have no order`() throws {
    #expect(try bounds(["data.one < data.two", "data.one >= data.two"], type: "double").waitsForever.count == 1)
  }

  @Test func `an answer about a field is none about what it becomes`() throws {
    let bounds = Bounds(
      try Written.workflow(
        """
        form: [one, two, three]
        data:
          one: { type: date, required: true }
          two: { type: date, required: true }
          three: { type: date, required: true }
        parties: { desk: { staff: true } }
        states:
          first:
            within: 5 working days
            otherwise:
              - { target: second, guard: "data.one < data.two", actions: [assign: { one: data.three }] }
              - { target: closed }
          second:
            always: { target: closed, guard: "data.one < data.two" }
          closed: { type: final }
        """))
    #expect(bounds.waitsForever.map(\.state).first == "second")
  }
}
