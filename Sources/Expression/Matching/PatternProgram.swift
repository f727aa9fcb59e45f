/// The instructions that a regular expression becomes, for a machine that follows all of its ways at once.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    /// Takes a character of a set, then goes on behind itself.
    case set(Int)
    case anchor(PatternAnchor)
    /// Goes both ways.
    case fork(Int, Int)
    case jump(Int)
    case found
  }

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [ScalarSet] = []

  init(_ tree: PatternTree) throws(PatternError) {
    try add(tree)
    try emit(.found)
  }

  private mutating func emit(_ instruction: Instruction) throws(PatternError) {
    guard instructions.count < ExpressionLimits.patternInstructions else {
      throw PatternError(message: "it is too large once its repetitions are written out")
    }
    instructions.append(instruction)
  }

  private mutating func add(_ tree: PatternTree) throws(PatternError) {
    switch tree {
    case .empty: break
    case .set(let set):
      sets.append(set)
      try emit(.set(sets.count - 1))
    case .anchor(let anchor): try emit(.anchor(anchor))
    case .sequence(let parts): for part in parts { try add(part) }
    case .choice(let branches): try add(choice: branches)
    case .repeated(let part, let least, let most): try add(part, least: least, most: most)
    }
  }

  private mutating func add(choice branches: [PatternTree]) throws(PatternError) {
    var ends: [Int] = []
    for (index, branch) in branches.enumerated() {
      guard index < branches.count - 1 else {
        try add(branch)
        break
      }
      let fork = instructions.count
      try emit(.fork(fork + 1, 0))
      try add(branch)
      ends.append(instructions.count)
      try emit(.jump(0))
      instructions[fork] = .fork(fork + 1, instructions.count)
    }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func add(_ part: PatternTree, least: Int, most: Int?) throws(PatternError) {
    for _ in 0..<least {
      let size = instructions.count
      try add(part)
      // Repeating nothing is nothing, however often: it must not be written out a thousand times a thousand times.
      if instructions.count == size { return }
    }
    guard let most else {
      let fork = instructions.count
      try emit(.fork(fork + 1, 0))
      try add(part)
      try emit(.jump(fork))
      instructions[fork] = .fork(fork + 1, instructions.count)
      return
    }
    var forks: [Int] = []
    for _ in least..<max(most, least) {
      forks.append(instructions.count)
      try emit(.fork(0, 0))
      try add(part)
    }
    for fork in forks { instructions[fork] = .fork(fork + 1, instructions.count) }
  }
}
