/// Work on several things at the same time, whose results come in the order of the things.
enum SideBySide {
  /// - Parameter tell: is given each result as soon as it and all before it are there.
  static func each<Thing: Sendable, Result: Sendable>(
    _ things: [Thing], work: @escaping @Sendable (Thing) throws -> Result, tell: (Result) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      for (number, thing) in things.enumerated() { group.addTask { (number, try work(thing)) } }
      var early: [Int: Result] = [:]
      var next = 0
      for try await (number, result) in group {
        early[number] = result
        while let result = early.removeValue(forKey: next) {
          try tell(result)
          next += 1
        }
      }
    }
  }
}
