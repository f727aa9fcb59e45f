import Statechart
import Testing

@Suite struct StateSetTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a set of states behaves as a set of numbers, within and beyond 256`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let limit = seed.isMultiple(of: 2) ? 200 : 700
    var set = StateSet()
    var other = StateSet()
    var model: Set<Int> = []
    var otherModel: Set<Int> = []
    for _ in 0..<300 {
      let number = Int.random(in: 0..<limit, using: &random)
      if Bool.random(using: &random) { set.insert(number); model.insert(number) }
      if Int.random(in: 0..<3, using: &random) == 0 { set.remove(number); model.remove(number) }
      if Int.random(in: 0..<4, using: &random) == 0 { other.insert(number); otherModel.insert(number) }
    }
    let low = Int.random(in: 0..<limit, using: &random)
    let range = low..<Int.random(in: low..<limit + 100, using: &random)
    #expect(Array(set) == model.sorted())
    #expect(Array(set.inExitOrder) == model.sorted().reversed())
    #expect(set.count == model.count && set.isEmpty == model.isEmpty && set.first == model.min())
    #expect((0..<800).allSatisfy { set.contains($0) == model.contains($0) })
    #expect(Array(set.intersection(range)) == model.filter(range.contains).sorted())
    #expect(set.intersects(range) == model.contains(where: range.contains))
    #expect(Array(set.intersection(other)) == model.intersection(otherModel).sorted())
    #expect(set.intersects(other) == !model.isDisjoint(with: otherModel))
    var union = set
    union.formUnion(other)
    #expect(Array(union) == model.union(otherModel).sorted())
    #expect(StateSet(model.shuffled(using: &random)) == set)
  }

  @Test func `a set that shrinks below 256 equals one that never grew`() {
    var set: StateSet = [3]
    set.insert(600)
    set.remove(600)
    #expect(set == [3])
    #expect(set.hashValue == ([3] as StateSet).hashValue)
  }
}
