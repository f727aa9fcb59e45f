import Engine

/// A load and the floor in turns, so that both see the same minutes, and neither always comes first.
struct PairedRounds {
  typealias Load = (Int) async throws -> (transitions: Int, nanoseconds: [UInt64])

  let database: BenchDatabase
  let rounds: Int

  /// Which of `count` cases belong to a round.
  func range(_ round: Int, of count: Int) -> Range<Int> { count * round / rounds..<count * (round + 1) / rounds }

  /// - Parameters:
  ///   - before: what each round needs and is not measured.
  ///   - own: the load of a round.
  ///   - floor: the same of the floor.
  func run(
    before: (Int) async throws -> Void = { _ in }, own: Load, floor: Load
  ) async throws -> (own: LoadResult, floor: LoadResult) {
    var measured = LoadMeter(database, schema: "recourse")
    var other = LoadMeter(database, schema: Floor.schema)
    try await database.settle("recourse")
    try await database.settle(Floor.schema)
    for round in 0..<rounds {
      try await before(round)
      if round.isMultiple(of: 2) { try await other.measure { try await floor(round) } }
      try await measured.measure { try await own(round) }
      if !round.isMultiple(of: 2) { try await other.measure { try await floor(round) } }
    }
    return (LoadResult(measured.rounds), LoadResult(other.rounds))
  }
}

extension Floor {
  /// Runs a body with the floor's schema in place, and drops it afterwards.
  static func with<Result>(
    _ database: BenchDatabase, cases: Int, _ body: (Floor) async throws -> Result
  ) async throws -> Result {
    let floor = try await make(database, cases: cases)
    do {
      let result = try await body(floor)
      try await drop(database)
      return result
    } catch {
      try? await drop(database)
      throw error
    }
  }
}
