import JSON
import TestKit
import Testing

@Suite struct MachineFormProcessTests {
  private let broken = """
    workflow: broken
    title: Broken
    calendar: england-and-wales
    parties: { desk: { title: Desk, staff: true } }
    initial: a
    states:
      a: { on: { go: { by: [desk], target: verfy } } }
      verify: { type: final }
    """

  @Test func `check names the place, the code and the remedy, and ends with 1`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(broken, to: "broken/workflow.yaml")
    let text = try await Program.run("check", file)
    #expect(text.status == 1)
    #expect(text.output.contains("workflow.yaml:7:"))
    #expect(text.output.contains("\"verfy\""))
    #expect(text.output.contains("did you mean \"verify\""))
    let json = try await Program.run("check", folder.path + "/broken", "--format", "json")
    #expect(json.status == 1)
    let finding = try #require(try json.json.first { $0["severity"] == "error" })
    #expect(finding["line"] == 7)
    #expect(finding["code"]?.stringValue?.isEmpty == false)
    #expect(finding["remedy"]?.stringValue?.contains("verify") == true)
  }

  @Test func `check of the shipped workflows ends with 0`() async throws {
    try await Program.succeed("check", Checkout.root.appending(path: "Workflows").path)
  }

  @Test(arguments: [
    ["sing"], ["case"], ["case", "send"], ["check"], ["evaluate"], ["due", "10 working days"],
    ["case", "list", "--limit", "0"],
    ["simulate", "x.yaml", "--start", "today"], ["deploy", "--format", "xml", "x"],
    ["case", "send", "X", "e", "--event-id", "1"],
  ])
  func `wrong usage ends with 2 and says what is right`(_ arguments: [String]) async throws {
    let ending = try await Program.start(arguments).end
    #expect(ending.status == 2 || arguments == ["case"] && ending.status == 0)
    #expect(ending.output.isEmpty || arguments == ["case"])
  }

  @Test(arguments: [
    ["up"], ["work"], ["db", "migrate"], ["check"], ["test"], ["simulate"], ["evaluate"], ["due"], ["deploy"],
    ["what-if"], ["migrate-cases"],
    ["case", "open"], ["case", "list"], ["case", "show"], ["case", "send"], ["case", "history"], ["case", "pause"],
    ["contacts", "import"], ["contacts", "list"], ["organisations", "import"], ["clock"],
  ])
  func `every command explains itself with an example`(_ command: [String]) async throws {
    let ending = try await Program.start(command + ["--help"]).end
    #expect(ending.status == 0)
    #expect(ending.output.contains("USAGE: recourse \(command[0])"))
    #expect(ending.output.contains("Example: recourse \(command.joined(separator: " "))"))
  }

  @Test func `files that are missing or no text are refused with 1`() async throws {
    let folder = try TemporaryFolder()
    for arguments in [
      ["check", folder.path + "/none"], ["check", folder.path], ["test", folder.path + "/none"],
      ["simulate", folder.path + "/none", "--start", "2026-01-05T09:00:00Z"],
    ] {
      let ending = try await Program.start(arguments).end
      #expect(ending.status == 1, "\(arguments)")
      #expect(!ending.complaint.isEmpty || !ending.output.isEmpty, "\(arguments)")
    }
  }

  @Test func `test plays the scenarios and counts them`() async throws {
    let ending = try await Program.run("test", Checkout.root.appending(path: "Workflows").path)
    #expect(ending.status == 0, "\(ending.output)")
    #expect(ending.lines.last?.hasSuffix(" passed, 0 failed") == true)
  }

  @Test func `evaluate answers each line of a batch`() async throws {
    let ending = try await Program.succeed(
      "evaluate", "--batch",
      input: """
        {"id": "a", "expr": "x + 1", "type_env": [], "bindings": {"x": {"t": "int", "v": "41"}}, "disable_check": true}
        {"id": "b", "expr": "1 / 0"}
        not json

        """)
    let answers = try ending.json
    #expect(answers.count == 3)
    #expect(answers[0]["value"] == ["t": "int", "v": "42"])
    #expect(answers[1]["id"] == "b")
    #expect(answers[1]["error"]?.stringValue?.isEmpty == false)
    #expect(answers[2]["error"] != nil)
    #expect(try await Program.succeed("evaluate", "data.value * 2 > 5", "--data", #"{"value": 3}"#).output == "true\n")
  }

  @Test func `due answers each line of a batch, and by hand says what it skipped`() async throws {
    let ending = try await Program.succeed(
      "due", "--batch",
      input: """
        {"id": "a", "op": "add_working_days", "start": "2026-12-24T10:00:00Z", "days": 1, "calendar": "scotland"}
        {"id": "b", "op": "add_working_days", "start": "2026-12-24T10:00:00Z", "days": 1, "calendar": "nowhere"}

        """)
    let answers = try ending.json
    #expect(answers[0]["date"] == "2026-12-29")
    #expect(answers[1]["error"] != nil)
    let byHand = try await Program.succeed("due", "1 working day", "--from", "2026-12-24T10:00:00Z")
    #expect(byHand.output.contains("29 December 2026") || byHand.output.contains("2026-12-29"))
    #expect(byHand.output.contains("Christmas"))
  }

  @Test func `simulate answers the start and every line, with its trace`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      workflow: tiny
      title: Tiny
      data: { count: { type: int, initial: "0" } }
      initial: a
      states:
        a: { on: { go: { actions: [assign: { count: data.count + 1 }] } }, after: { 2 hours: b } }
        b: { type: final }
      """, to: "tiny.yaml")
    let ending = try await Program.succeed(
      "simulate", file, "--start", "2026-01-05T09:00:00Z", "--trace",
      input:
        #"{"event": "go"}\#n{"event": "sing"}\#n{"pause": true}\#n{"resume": true}\#n{"advance": "2 hours"}\#n"#
    )
    let answers = try ending.json
    #expect(answers.count == 6)
    #expect(answers[0]["timers"] == [["id": "a.after 2 hours", "due": "2026-01-05T11:00:00Z"]])
    #expect(answers[1]["data"] == ["count": 1])
    #expect(answers[1]["trace"] == ["take a#0"])
    #expect(answers[2]["accepted"] == false)
    #expect(answers[3]["timers"] == [])
    #expect(answers[5]["trace"] == ["exit a", "take a#1", "enter b"])
    #expect(answers[5]["done"] == true)
    let backwards = try await Program.run(
      "simulate", file, "--start", "2026-01-05T09:00:00Z", input: "{\"at\": \"2020-01-01T00:00:00Z\"}\nnonsense\n")
    #expect(backwards.status == 1)
    #expect(backwards.complaint.contains("not JSON"))
  }
}
