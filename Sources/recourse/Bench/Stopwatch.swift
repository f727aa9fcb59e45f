import Foundation
import JSON

/// Times small operations: each in several rounds of as many repetitions as fill the time of a round.
struct Stopwatch {
  let rounds: Int
  let milliseconds: Int
  /// Part of the names of those that are wanted; nil wants all.
  let only: String?
  private(set) var timings: [CoreTiming] = []

  init(rounds: Int, milliseconds: Int, only: String? = nil) {
    self.rounds = rounds
    self.milliseconds = milliseconds
    self.only = only
  }

  /// Measures an operation.
  ///
  /// - Parameter body: does it once, for the repetition of that number, and answers with something that depends on all
  ///   that it did: the sum is looked at, so that nothing can be left out as unused.
  /// - Throws: what the body throws, and where it answers with nothing but zeros, which no operation here does.
  mutating func measure(_ name: String, _ body: (Int) throws -> Int) throws {
    guard only.map(name.contains) ?? true else { return }
    let repetitions = try calibrate(body)
    var nanoseconds: [Double] = []
    for _ in 0..<rounds {
      nanoseconds.append(try Double(time(repetitions, body)) / Double(repetitions))
    }
    timings.append(CoreTiming(name: name, repetitions: repetitions, rounds: nanoseconds.sorted()))
  }

  private func calibrate(_ body: (Int) throws -> Int) throws -> Int {
    var repetitions = 1
    while true {
      let taken = try time(repetitions, body)
      if taken >= UInt64(milliseconds) * 100_000 {
        return max(1, Int(Double(repetitions) * Double(milliseconds) * 1_000_000 / Double(taken)))
      }
      repetitions *= 4
    }
  }

  private func time(_ repetitions: Int, _ body: (Int) throws -> Int) throws -> UInt64 {
    var sum = 0
    let start = Self.nanoseconds()
    for number in 0..<repetitions { sum &+= try body(number) }
    let taken = Self.nanoseconds() - start
    guard sum != 0 else { throw Answer(status: 70, message: "recourse: a measurement did nothing") }
    return taken
  }

  private static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// How long one operation took.
struct CoreTiming {
  let name: String
  let repetitions: Int
  /// Nanoseconds of one operation in each round, the fastest first.
  let rounds: [Double]

  var median: Double { rounds[rounds.count / 2] }
  var fastest: Double { rounds[0] }

  var json: JSONValue {
    [
      "name": .string(name), "median_ns": .integer(Int64(median.rounded())),
      "fastest_ns": .integer(Int64(fastest.rounded())), "per_second": .integer(Int64(1e9 / median)),
      "repetitions": .integer(Int64(repetitions)), "rounds": .integer(Int64(rounds.count)),
    ]
  }

  var cells: [String] { [name, Self.text(median), Self.text(fastest), Figures.whole(1e9 / median)] }

  private static func text(_ nanoseconds: Double) -> String {
    switch nanoseconds {
    case ..<1_000: Figures.text(nanoseconds, places: 0) + " ns"
    case ..<1_000_000: Figures.text(nanoseconds / 1_000, places: 2) + " µs"
    default: Figures.text(nanoseconds / 1_000_000, places: 2) + " ms"
    }
  }
}
