import Engine
import Foundation
import JSON
import Postgres
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct AuditProcessTests {
  private static let verifier = Checkout.root.appending(path: "tools/verify_audit.py").path

  private static let workflow = """
    workflow: small
    title: Small
    calendar: england-and-wales
    parties: { desk: { title: Desk, staff: true } }
    data: { words: { type: string, title: Words } }
    initial: a
    states:
      a:
        within: 90 days
        otherwise: b
        on:
          tell: { by: [desk], form: [words], actions: [log: data.words] }
          done: { by: [desk], target: b }
      b: { type: final }
    """

  /// A database with three cases of a few entries each, and their references.
  private func database(_ folder: TemporaryFolder) async throws -> (settings: ConnectionSettings, [String]) {
    let settings = try await TestDatabase.new()
    let url = settings.connectionString
    try await Program.succeed("deploy", folder.write(Self.workflow, to: "small/workflow.yaml"), "--database", url)
    let opening = try folder.write("workflow: small\ndata: {}\n", to: "case.yaml")
    var references: [String] = []
    for number in 1...3 {
      let opened = try await Program.succeed("case", "open", "--file", opening, "--database", url)
      references.append(try #require(opened.lines.first))
      for _ in 0..<number {
        try await Program.succeed(
          "case", "send", references[number - 1], "tell", "--by", "desk", "--set", "words=Ä secret, told", "--database",
          url)
      }
    }
    return (settings, references)
  }

  private func export(_ url: String, _ arguments: String...) async throws -> String {
    let ending = try await Program.start(["audit"] + arguments + ["--database", url]).end
    #expect(ending.status == 0, "\(ending.complaint)")
    return ending.output
  }

  /// What the program finds in a file: fault, case and number.
  private func found(_ arguments: String...) async throws -> [String] {
    let ending = try await Program.start(["audit", "verify", "--format", "json"] + arguments).end
    let findings = try ending.json.filter { $0["fault"] != nil }
    #expect(ending.status == (findings.isEmpty ? 0 : 1), "\(ending.complaint)")
    return findings.map { finding in
      "\(finding["fault"]?.stringValue ?? "") \(finding["case"]?.stringValue ?? "") \(finding["revision"]?.intValue ?? -1)"
    }
  }

  /// What the verifier in Python finds; nil where there is no Python.
  private func foundInPython(_ arguments: String...) throws -> [String]? {
    let python = "/usr/bin/python3"
    guard FileManager.default.isExecutableFile(atPath: python) else { return nil }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: python)
    process.arguments = [Self.verifier] + arguments
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n").map(String.init)
    #expect(process.terminationStatus == (lines.isEmpty ? 0 : 1))
    return lines
  }

  @Test func `the verifier in Python and the program agree on a good export and on whatever is wrong with one`()
    async throws
  {
    let folder = try TemporaryFolder()
    let (settings, _) = try await database(folder)
    let url = settings.connectionString
    let good = try await export(url, "export").split(separator: "\n").map(String.init)
    let heads = try folder.write(try await export(url, "heads"), to: "heads.jsonl")
    #expect(good.count == 14)
    func changed(_ index: Int, _ old: String, _ new: String) -> [String] {
      var lines = good
      #expect(lines[index].contains(old))
      lines[index] = lines[index].replacing(old, with: new, maxReplacements: 1)
      return lines
    }
    var swapped = good
    swapped.swapAt(5, 6)
    let salt = try #require(JSONValue(parsing: good[5])["salt"]?.stringValue)
    let faults: [(name: String, lines: [String], faults: Set<String>)] = [
      ("good", good, []),
      ("a byte of a payload", changed(5, "secret", "sacred"), ["changed"]),
      ("a salt", changed(5, salt, String(salt.dropLast()) + (salt.last == "0" ? "1" : "0")), ["changed"]),
      ("an instant", changed(5, "\"at\":1", "\"at\":2"), ["changed"]),
      ("a role", changed(5, "\"role\":\"desk\"", "\"role\":null"), ["changed"]),
      ("a dropped entry", Array(good[..<5] + good[6...]), ["missing"]),
      ("swapped entries", swapped, ["missing", "head", "truncated"]),
      ("a cut-off case", Array(good[..<6]), ["head", "end", "dropped"]),
      ("a cut-off file", Array(good.dropLast()), ["end"]),
      ("a dropped case", Array(good[..<4] + good[8...]), ["end", "dropped"]),
      ("a doubled case", Array(good[..<4] + good[1...]), ["order", "end"]),
      ("a broken line", changed(5, "{", "("), ["unreadable", "missing"]),
    ]
    for fault in faults {
      let file = try folder.write(fault.lines.joined(separator: "\n") + "\n", to: "export.jsonl")
      let program = try await found(file, "--heads", heads)
      #expect(Set(program.map { String($0.prefix { $0 != " " }) }) == fault.faults, "\(fault.name): \(program)")
      if let python = try foundInPython(file, heads) { #expect(python == program, "\(fault.name)") }
    }
  }

  @Test func `who rewrites a history with all its hashes in the database is found by older heads alone`() async throws {
    let folder = try TemporaryFolder()
    let (settings, references) = try await database(folder)
    let url = settings.connectionString
    let heads = try folder.write(try await export(url, "heads"), to: "heads.jsonl")
    #expect(try await found("--heads", heads, "--database", url).isEmpty)
    // The newest entry goes, and the head is set back: nothing but the anchored head can tell.
    try await TestDatabase.run(
      """
      ALTER TABLE recourse.journal DISABLE TRIGGER USER;
      DELETE FROM recourse.journal j USING recourse.cases c
        WHERE c.reference = '\(references[1])' AND j.case_id = c.case_id AND j.revision = c.revision;
      UPDATE recourse.cases c SET revision = 2, head = (
          SELECT hash FROM recourse.journal j WHERE j.case_id = c.case_id AND j.revision = 2)
        WHERE reference = '\(references[1])';
      """, on: settings)
    #expect(try await found("--database", url).isEmpty)
    let truncated = try await found("--heads", heads, "--database", url)
    #expect(truncated.count == 1 && truncated[0].hasPrefix("truncated "))
    let file = try folder.write(try await export(url, "export"), to: "export.jsonl")
    if let python = try foundInPython(file, heads) { #expect(python == truncated) }
    // A text that is changed in place is found at once, in words.
    try await TestDatabase.run(
      "UPDATE recourse.journal SET payload = '{}' WHERE revision = 2;", on: settings)
    let words = try await Program.run("audit", "verify", "--database", url)
    #expect(words.status == 1)
    #expect(words.output.contains("\(references[0]) (") && words.output.contains("entry 2 does not fit its hash"))
    #expect(words.output.contains("What to do: "))
  }

  @Test func `an erased case is empty of words and verifies, against older heads too`() async throws {
    let folder = try TemporaryFolder()
    let (settings, references) = try await database(folder)
    let url = settings.connectionString
    let heads = try folder.write(try await export(url, "heads"), to: "heads.jsonl")
    func erase(_ arguments: String...) async throws -> Program.Ending {
      try await Program.start(
        ["audit", "erase", "--case", references[2], "--reason", "Retention", "--database", url] + arguments
      ).end
    }
    let open = try await erase("--all", "--confirm")
    #expect(open.status == 1 && open.complaint.contains("--force"))
    try await Program.succeed("case", "send", references[2], "done", "--by", "desk", "--database", url)
    let unconfirmed = try await erase("--revision", "2", "--revision", "3")
    #expect(unconfirmed.status == 1 && unconfirmed.complaint.contains("entries 2, 3 would be erased"))
    #expect(try await erase("--all", "--confirm").status == 0)
    let text = try await export(url, "export", "--case", references[2])
    #expect(!text.contains("secret") && text.contains("\"erased\":"))
    let file = try folder.write(text, to: "export.jsonl")
    #expect(try await found(file, "--heads", heads, "--partial").isEmpty)
    let whole = try folder.write(try await export(url, "export"), to: "whole.jsonl")
    #expect(try await found(whole, "--heads", heads).isEmpty)
    if let python = try foundInPython(whole, heads) { #expect(python.isEmpty) }
    let history = try await Program.succeed("case", "history", references[2], "--database", url)
    #expect(history.output.contains("erased  erase  operator") && !history.output.contains("secret"))
  }

  @Test func `the verifier in Python stays within sixty lines`() throws {
    let text = try String(contentsOfFile: Self.verifier, encoding: .utf8)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 <= 60)
  }
}
