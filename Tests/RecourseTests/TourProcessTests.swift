import Foundation
import JSON
import TestKit
import Testing

/// The tour in the workflows' README, walked as it is written there.
@Suite(.timeLimit(.minutes(15))) struct TourProcessTests {
  /// A command of the tour and what the README shows of its answer.
  private struct Stop {
    let command: [String]
    var shown: [String] = []
  }

  @Test func `the tour of a changed deadline says what the commands say`() async throws {
    let readme = try Checkout.text(of: "Workflows/README.md")
    let tour = try #require(readme.components(separatedBy: "\n## A tour: ").dropFirst().first)
    let stops = Self.stops(tour)
    #expect(stops.count >= 3)

    let folder = try TemporaryFolder()
    let workflows = folder.path + "/Workflows"
    try FileManager.default.copyItem(atPath: Checkout.root.appending(path: "Workflows").path, toPath: workflows)
    let url = try await TestDatabase.new().connectionString
    try await Program.succeed("up", "--demo", "--once", "--database", url, "--mail", folder.path + "/mail")
    try Self.edit(tour, workflows + "/supply-chain-concern/workflow.yaml")
    let version = try await Program.succeed(
      "workflows", "show", "supply-chain-concern", "--format", "json", "--database", url
    ).json.first?["versions"]?[0]?["digest"]?.stringValue

    for stop in stops {
      var arguments = stop.command.map {
        $0.replacing("Workflows/", with: workflows + "/").replacing("VERSION", with: version ?? "")
      }
      if arguments.first != "check" { arguments += ["--database", url] }
      let ending = try await Program.start(arguments).end
      #expect(ending.status == 0 || ending.status == 1, "\(stop.command): \(ending.complaint)")
      let said = (ending.output + ending.complaint).replacing(workflows + "/", with: "Workflows/")
      let missing = Self.missing(stop.shown, in: said.split(separator: "\n").map(String.init))
      #expect(missing == nil, "\(stop.command.joined(separator: " ")) does not say \(missing ?? ""):\n\(said)")
    }
  }

  /// The commands of the tour's console blocks.
  private static func stops(_ tour: String) -> [Stop] {
    var stops: [Stop] = []
    for (number, block) in tour.components(separatedBy: "```").enumerated() where number % 2 == 1 {
      guard block.hasPrefix("console\n") else { continue }
      for line in block.split(separator: "\n").dropFirst() {
        if line.hasPrefix("$ recourse ") {
          stops.append(Stop(command: words(line.dropFirst("$ recourse ".count))))
        } else if !stops.isEmpty {
          stops[stops.count - 1].shown.append(String(line))
        }
      }
    }
    return stops
  }

  /// Words as a shell takes them: what stands in double quotes is one.
  private static func words(_ line: Substring) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { number, part in
      number % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }

  /// Changes the line that the tour's diff block shows.
  private static func edit(_ tour: String, _ file: String) throws {
    let block = try #require(
      tour.components(separatedBy: "```diff\n").dropFirst().first?.components(separatedBy: "```").first)
    let lines = block.split(separator: "\n").map(String.init)
    let old = try #require(lines.first { $0.hasPrefix("-") }?.dropFirst())
    let new = try #require(lines.first { $0.hasPrefix("+") }?.dropFirst())
    let place = try #require(lines.first { $0.hasPrefix(" ") }?.dropFirst())
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let start = try #require(text.range(of: place + "\n"))
    let line = try #require(text.range(of: old + "\n", range: start.upperBound..<text.endIndex))
    try text.replacingCharacters(in: line, with: new + "\n").write(toFile: file, atomically: true, encoding: .utf8)
  }

  /// The first line that is shown and not said, in order; nil where there is none. `…` stands for what is left out, a
  /// version for any version, and so do references and dates.
  private static func missing(_ shown: [String], in said: [String]) -> String? {
    var rest = said.map(normal)[...]
    var mayJump = false
    for line in shown {
      if line.drop(while: { $0 == " " }) == "…" {
        mayJump = true
        continue
      }
      let isBeginning = line.hasSuffix("…")
      let wanted = normal(isBeginning ? String(line.dropLast()) : line)
      let place = rest.firstIndex { isBeginning ? $0.hasPrefix(wanted) : $0 == wanted }
      guard let place, mayJump || place == rest.startIndex else { return line }
      rest = rest[(place + 1)...]
      mayJump = false
    }
    return nil
  }

  private static func normal(_ line: String) -> String {
    var line = line
    let patterns = [
      ("\\b[0-9a-f]{12}\\b", "VERSION"), ("\\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}\\b", "CASE"),
      ("\\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}\\b", "DATE"),
    ]
    for (pattern, word) in patterns {
      line = line.replacingOccurrences(of: pattern, with: word, options: .regularExpression)
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
