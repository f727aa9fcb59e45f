import Casework
import Testing

@Suite struct StartOrderTests {
  private static let order = StartOrder(["a": ["c", "b"], "b": ["d"], "c": ["d"], "e": ["f"], "f": ["g"], "g": ["e"]])

  @Test func `each workflow comes after those that it starts, and else where it stood`() {
    #expect(Self.order.sorted(["x", "a", "b", "c", "d"]) == ["x", "d", "b", "c", "a"])
    #expect(Self.order.sorted(["d", "c", "b", "a"]) == ["d", "c", "b", "a"])
    #expect(Self.order.sorted(["a", "d"]) == ["a", "d"])
    #expect(Self.order.sorted(["e", "f", "g"]).sorted() == ["e", "f", "g"])
  }

  @Test func `a circle of starts is told with all who stand in it, and no other`() {
    #expect(Self.order.circle(through: "f") == ["f", "g", "e", "f"])
    #expect(StartOrder(["a": ["a"]]).circle(through: "a") == ["a", "a"])
    #expect(Self.order.circle(through: "a") == nil && Self.order.circle(through: "d") == nil)
    #expect(StartOrder(["a": ["e"], "e": ["f"], "f": ["e"]]).circle(through: "a") == nil)
  }
}
