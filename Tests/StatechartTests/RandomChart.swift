import Expression
import Statechart

/// SplitMix64: the same charts from the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A chart of some ten to twenty states, of every kind, with transitions to anywhere.
struct RandomChart {
  let chart: Statechart
  private let sketch: Sketch

  init(_ random: inout SeededGenerator) throws {
    sketch = try Sketch(["x": "3", "y": "5"])
    let count = Int.random(in: 6..<16, using: &random)
    var builder = Self.Builder(sketch: sketch, targets: (0..<count).map { "s\($0)" })
    var states: [StateDefinition] = []
    while builder.made < count { states.append(try builder.state(depth: 0, &random)) }
    chart = try Statechart(root: StateDefinition(id: "", children: states), fields: sketch.fields)
  }

  private struct Builder {
    let sketch: Sketch
    let targets: [String]
    var made = 0

    mutating func state(depth: Int, _ random: inout SeededGenerator) throws -> StateDefinition {
      let id = "s\(made)"
      made += 1
      var state = sketch.state(
        id, entry: try actions(&random), exit: try actions(&random), on: try transitions(&random))
      let regions = Int.random(in: 0..<4, using: &random)
      guard depth < 3, regions > 1 else { return state }
      for _ in 0..<regions { state.children.append(try self.state(depth: depth + 1, &random)) }
      state.kind = Bool.random(using: &random) ? .parallel : .compound
      if state.kind == .compound {
        state.children.append(try sketch.final("\(id)-end"))
        state.children.append(
          sketch.history("\(id)-back", deep: Bool.random(using: &random), to: state.children[0].id))
        state.transitions.append(try sketch.on("e4", to: ["\(id)-back"]))
        state.children[0].transitions.append(try sketch.on("e3", to: ["\(id)-end"]))
      }
      return state
    }

    private func transitions(_ random: inout SeededGenerator) throws -> [TransitionDefinition] {
      var transitions: [TransitionDefinition] = []
      for _ in 0..<Int.random(in: 1..<4, using: &random) {
        let target = Bool.random(using: &random) ? [targets.randomElement(using: &random) ?? "s0"] : []
        let condition = "data.x % \(Int.random(in: 2..<4, using: &random)) == 0"
        let actions = try actions(&random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: transitions.append(try sketch.after(Int.random(in: 1..<50, using: &random), to: target, do: actions))
        case 1: transitions.append(try sketch.done(to: target, do: actions))
        case 2: transitions.append(try sketch.always(to: target, if: condition, do: actions))
        default:
          let event = "e\(Int.random(in: 0..<5, using: &random))"
          transitions.append(
            try sketch.on(event, to: target, if: condition, internally: Bool.random(using: &random), do: actions))
        }
      }
      return transitions
    }

    private func actions(_ random: inout SeededGenerator) throws -> [Action] {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: [try sketch.assign(["x": "(data.x * 3 + 1) % 89"])]
      case 1: [try sketch.assign(["y": "data.x", "x": "data.y"]), try sketch.log("string(data.x)")]
      case 2: [try sketch.raise("e0")]
      case 3: [try sketch.send("e1", after: 20)]
      case 4: [try sketch.send("e2", id: "reminder", data: "data.x", after: 15)]
      case 5: [.cancel(id: "reminder")]
      default: []
      }
    }
  }
}
