import Casework
import JSON
import TestKit
import Testing
import WorkflowFiles

@testable import Analysis

/// No change of a workflow is silent: files are changed in every way that the language's schema knows of.
@Suite struct MutationTests {
  /// What came of a change.
  private struct Outcome {
    var readable = 0
    var meaningful: Set<SchemaVisit.Key> = []
    var complaints: [String] = []
  }

  /// Where only one word fits, and nothing can stand in for it.
  private static let meaningless: Set<String> = Set(
    ["How an arrival out of hours counts. after-cut-off"]
      + ["Something that must never be.", "Something that must always be.", "Something that may happen."].flatMap {
        ["\($0) published", "\($0) ended"]
      })

  @Test func `the workflow that uses every key does so`() throws {
    let everything = try Everything.all.get()
    #expect(everything.read(everything.tree) != nil)
    let used = Set(SchemaVisit.all(in: everything.tree).map(\.key))
    #expect(Set(SchemaVisit.known.subtracting(used).map(\.description)) == [])
  }

  @Test func `every change of every key is named, with its place and both values`() throws {
    let everything = try Everything.all.get()
    let outcome = try Self.mutate(everything, every: 1)
    #expect(outcome.complaints.prefix(12).joined(separator: "\n") == "", "\(outcome.complaints.count)")
    let silent = SchemaVisit.known.subtracting(outcome.meaningful).map(\.description)
    #expect(Set(silent) == Self.meaningless)
    #expect(outcome.readable > 200, "\(outcome.readable)")
  }

  @Test(arguments: [
    "supply-chain-concern", "authority-concern", "late-payment", "spot-check", "review", "recommendation-follow-up",
  ]) func `changes of the shipped workflows are named`(name: String) throws {
    let folder = "Workflows/\(name)/messages"
    let messages = try Checkout.files(below: folder).map { path in
      (name: String(path.dropFirst(folder.count + 1).dropLast(".mustache".count)), text: try Checkout.text(of: path))
    }
    let shipped = try Everything(
      name, text: try Checkout.text(of: "Workflows/\(name)/workflow.yaml"), messages: messages)
    // Reading one of these takes a while: some of all places, the same each time.
    let outcome = try Self.mutate(shipped, every: 173)
    #expect(outcome.complaints.prefix(12).joined(separator: "\n") == "", "\(outcome.complaints.count)")
    #expect(outcome.readable > 2, "\(outcome.readable)")
  }

  @Test func `a changed line of a message is shown as it was and as it is`() throws {
    let everything = try Everything.all.get()
    let before = try #require(everything.read(everything.tree))
    for (index, message) in everything.messages.enumerated() {
      let lines = String(decoding: message.bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      for line in lines.indices where !lines[line].isEmpty {
        var changed = lines.map(String.init)
        changed[line] += " {{ case.id }}"
        var messages = everything.messages
        messages[index] = MessageFile(file: message.file, name: message.name, text: changed.joined(separator: "\n"))
        let after = try #require(everything.read(everything.tree, messages: messages))
        let difference = Difference(from: before, to: after)
        #expect(difference.changes.map(\.part) == ["message \(message.name)"])
        let text = difference.changes.flatMap { [$0.sentence] + $0.details }.joined(separator: "\n")
        #expect(text.contains("{{ case.id }}"))
      }
    }
  }

  // MARK: - Changing

  private static func mutate(_ workflow: Everything, every step: Int) throws -> Outcome {
    let before = try #require(workflow.read(workflow.tree))
    let contents = UnnamedChanges.contents(of: before)
    let visits = SchemaVisit.all(in: workflow.tree)
    var samples: [SchemaVisit.Key: JSONValue] = [:]
    for visit in visits where samples[visit.key] == nil { samples[visit.key] = workflow.tree.value(at: visit.path) }
    let names =
      before.chart.states.dropFirst(4).map(\.id) + before.parties.suffix(2).map(\.id)
      + before.fields.prefix(2).map(\.name)
      + before.templates.keys.sorted().prefix(2)
    var outcome = Outcome()
    // Keys are added to the first mapping of each sort.
    var added: [String: Int] = [:]
    for (number, visit) in visits.enumerated() where number % step == 0 {
      defer { added[visit.key.mapping, default: 0] += 1 }
      Mutation.attempt(
        of: workflow.tree, at: visit, samples: samples, words: names, putsIn: added[visit.key.mapping, default: 0] < 3
      ) { mutation in
        guard let after = workflow.read(mutation.tree) else { return false }
        outcome.readable += 1
        let difference = Difference(from: before, to: after)
        // Looking at everything takes a while, so where there are sentences only now and then.
        let isSame =
          (difference.changes.isEmpty || outcome.readable % 7 == 0) && UnnamedChanges.contents(of: after) == contents
        if !isSame { outcome.meaningful.formUnion(mutation.keys) }
        if let complaint = complaint(mutation, difference, isSame, Titles(before, after)) {
          outcome.complaints.append("\(workflow.name): \(complaint)")
        }
        return true
      }
    }
    return outcome
  }

  /// What is wrong with what is said of a change; nil where nothing is.
  private static func complaint(
    _ mutation: Mutation, _ difference: Difference, _ isSame: Bool, _ titles: Titles
  ) -> String? {
    let changes = difference.changes
    if isSame { return changes.isEmpty ? nil : "\(mutation.words) means nothing, and is said: \(changes[0].sentence)" }
    if changes.isEmpty { return "\(mutation.words): silent" }
    if let unnamed = changes.first(where: { $0.area == .unnamed }) {
      return "\(mutation.words): no sentence: \(unnamed.sentence)"
    }
    let text = changes.flatMap { [$0.sentence] + $0.details }.joined(separator: "\n")
    let sentences = changes.map(\.sentence).joined(separator: "\n")
    if let place = titles.place(mutation.path), !place.words.contains(where: sentences.contains) {
      return "\(mutation.words): \(place.part) is not named: \(text)"
    }
    guard let before = mutation.before, let after = mutation.after else { return nil }
    for value in [before, after] {
      guard let words = titles.words(value), !words.contains(where: text.contains) else { continue }
      return "\(mutation.words): \(words[0]) is not named: \(text)"
    }
    return nil
  }
}

/// What the parts of two versions are called.
private struct Titles {
  private var titles: [String: Set<String>] = [:]

  init(_ versions: Workflow...) {
    for workflow in versions {
      for (state, note) in zip(workflow.chart.states, workflow.stateNotes) { add("state", state.id, note.title) }
      for party in workflow.parties { add("party", party.id, party.title) }
      for field in workflow.fields { add("field", field.name, field.title) }
    }
  }

  private mutating func add(_ kind: String, _ id: String, _ title: String) {
    titles["\(kind) \(id)", default: []].insert(title)
    titles[id, default: []].insert(title)
  }

  /// The innermost part around a place: for programs, and the words by which a sentence may name it.
  func place(_ path: [SchemaVisit.Step]) -> (part: String, words: [String])? {
    let kinds = ["states": "state", "data": "field", "parties": "party", "clocks": "clock"]
    var place: (String, [String])?
    for (step, next) in zip(path, path.dropFirst()) {
      guard case .member(let folder) = step, let kind = kinds[folder], case .member(let name) = next else { continue }
      // `data:` of an action or a final state is another thing.
      if kind == "field", place != nil { continue }
      place = ("\(kind) \(name)", [name] + (titles["\(kind) \(name)"] ?? []))
    }
    return place
  }

  /// How a value may be named; nil where a sentence says it in words of its own.
  func words(_ value: JSONValue) -> [String]? {
    switch value {
    case .string(let text):
      let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return [line] + (titles[text] ?? []) + (Self.spellings[text].map { [$0] } ?? [])
    case .integer(let number): return ["\(number)"]
    case .null, .bool, .number, .array, .object: return nil
    }
  }

  /// What sentences say in place of a word of the language.
  private static let spellings = [
    "compound": "a group of steps, one at a time", "atomic": "a step", "parallel": "a group of steps side by side",
    "final": "an end", "deep": "innermost step", "shallow": "back to the step",
  ]
}
