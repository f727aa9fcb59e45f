import Casework
import Engine
import MemoryStore
import Testing

@Suite struct StartFaultTests {
  private static func workflow(_ name: String, starts other: String?) -> String {
    let entry = other.map { "entry: [start: { workflow: \($0) }], " } ?? ""
    return """
      workflow: \(name)
      title: Any
      calendar: office
      initial: a
      states: { a: { \(entry)after: { 1 day: z } }, z: { type: final } }
      """
  }

  private static func faults(_ starts: [String: Set<String>], beside deployed: [(String, String?)]) async throws
    -> [String]
  {
    let scheme = try await Scheme()
    for (name, other) in deployed { try await scheme.deploy(workflow(name, starts: other)) }
    let library = Library(reader: scheme.reader)
    return try await scheme.memory.transaction { transaction in
      try StartFault.faults(of: starts, library, transaction).map { "\($0.workflow): \($0.fault)" }
    }
  }

  @Test func `workflows that start one another only forwards may be deployed`() async throws {
    #expect(try await Self.faults(["a": ["b"], "b": ["c"]], beside: [("c", "d"), ("d", nil)]).isEmpty)
    #expect(try await Self.faults(["a": []], beside: []).isEmpty)
  }

  @Test func `a start of what nobody has deployed is a fault of that workflow`() async throws {
    #expect(
      try await Self.faults(["a": ["b", "x"], "b": ["y"]], beside: []) == [
        "a: it starts x, which nobody has deployed; deploy both together",
        "b: it starts y, which nobody has deployed; deploy both together",
      ])
  }

  @Test func `a circle is a fault, be it by way of what was deployed before`() async throws {
    #expect(
      try await Self.faults(["a": ["b"]], beside: [("c", nil), ("b", "c"), ("c", "a")]) == [
        "a: its cases start one another in a circle: a → b → c → a; take one of these starts out"
      ])
    #expect(
      try await Self.faults(["a": ["a"]], beside: []) == [
        "a: its cases start one another in a circle: a → a; take one of these starts out"
      ])
  }
}
