import Foundation
import Postgres
import TestKit
import Testing

/// A case in which everybody wrote one word wherever something can be written: after its erasure the word is nowhere.
@Suite(.timeLimit(.minutes(15))) struct ErasureProcessTests {
  private static let word = "Zaubernuss"

  private static let workflow = """
    workflow: marked
    title: Marked
    calendar: england-and-wales
    reopen: { target: a, by: [desk] }
    parties:
      desk: { title: Desk, staff: true }
      raiser: { title: Raiser, confidential: true, name: data.name, email: data.email }
    complained-of: data.against
    form: [name, email, against, story, sizes, happened, kind]
    data:
      name: { type: string, title: Name }
      email: { type: string, title: Address }
      against: { type: string, title: Against whom }
      story: { type: string, title: Story }
      sizes: { type: "list(string)", title: Sizes }
      happened: { type: date, title: When }
      told: { type: string, title: Told, required: true }
      kind: { type: string, title: Kind, one-of: [large, small] }
    initial: a
    states:
      a:
        owner: desk
        within: 90 days
        otherwise: b
        entry: [notify: { to: raiser, template: hello }]
        on:
          tell: { by: [desk], form: [told], actions: [log: data.told, notify: { to: raiser, template: hello }] }
          done: { by: [desk], form: [told], target: b, not-by: [tell] }
      b: { type: final }
    """

  private static let letter = """
    Subject: About {{ data.story }}

    Dear {{ data.name }}, we have {{ data.story }}.
    """

  private static let opening = """
    workflow: marked
    data:
      name: Zaubernuss Miller
      email: zaubernuss@home.example
      against: Zaubernuss Baker
      story: The zaubernuss was felled
      sizes: [zaubernuss, other]
      happened: 2026-01-05
      kind: large
    """

  /// Names every table with a row in which the word stands, whatever the columns' types.
  private static let search = """
    CREATE FUNCTION public.places(word text) RETURNS SETOF text LANGUAGE plpgsql SET bytea_output = 'escape' AS $$
    DECLARE
      place text;
      is_there boolean;
    BEGIN
      FOR place IN SELECT table_name FROM information_schema.tables WHERE table_schema = 'recourse' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM recourse.%I t WHERE t::text ILIKE $1)', place)
          INTO is_there USING '%' || word || '%';
        IF is_there THEN RETURN NEXT place; END IF;
      END LOOP;
    END
    $$;
    """

  @Test(arguments: [false, true])
  func `after an erasure no table and no folder holds a word of the case, and all else is as it was`(
    _ keepsDocumentsInFolder: Bool
  ) async throws {
    let folder = try TemporaryFolder()
    let settings = try await TestDatabase.new()
    let documents = folder.path + "/documents"
    let environment = keepsDocumentsInFolder ? ["RECOURSE_ATTACHMENTS": documents] : [:]
    func run(_ arguments: [String]) async throws -> Program.Ending {
      try await Program.start(arguments + ["--database", settings.connectionString], environment: environment).end
    }
    func succeed(_ arguments: [String]) async throws -> Program.Ending {
      let ending = try await run(arguments)
      #expect(ending.status == 0, "\(arguments.joined(separator: " ")): \(ending.complaint)")
      return ending
    }
    func tables() async throws -> [String] {
      try await TestDatabase.column(
        Statement("places", "SELECT p FROM public.places('Zaubernuss') AS p ORDER BY p"), of: settings)
    }
    _ = try folder.write(Self.letter, to: "marked/messages/hello.mustache")
    try await TestDatabase.run(Self.search, on: settings)
    _ = try await succeed(["deploy", folder.write(Self.workflow, to: "marked/workflow.yaml")])
    let opening = try folder.write(Self.opening, to: "case.yaml")
    let reference = try #require(try await succeed(["case", "open", "--file", opening]).lines.first)
    let other = try #require(try await succeed(["case", "open", "--file", opening]).lines.first)
    for act in [
      ["note", reference, "The zaubernuss again", "--by", "desk"],
      ["attach", reference, try folder.write("A zaubernuss.", to: "Zaubernuss.txt"), "--by", "desk"],
      ["interest", "declare", reference, "--person", "lee", "--reason", "My zaubernuss", "--by", "desk"],
      ["assign", reference, "--to", "ana", "--reason", "Knows the zaubernuss", "--by", "desk"],
      ["pause", reference, "--reason", "No zaubernuss yet", "--by", "desk"], ["resume", reference, "--by", "desk"],
      ["send", reference, "tell", "--by", "desk", "--name", "Lee Zaubernuss", "--set", "told=Zaubernuss told"],
      ["send", reference, "done", "--by", "desk", "--name", "Ana Zaubernuss", "--set", "told=Zaubernuss done"],
    ] { _ = try await succeed(["case"] + act) }
    _ = try await succeed(["work", "--once", "--mail", folder.path + "/mail"])
    #expect(try await succeed(["case", "list", "--all", "--search", Self.word]).output.contains(reference))
    try await TestDatabase.run(Self.visits(to: reference), on: settings)
    let before = try await tables()
    #expect(
      Set(before).isSuperset(of: [
        "cases", "journal", "case_texts", "feedback", "sessions", "session_files", "one_time_codes",
      ]), "the test has to put the word where it then looks for it: \(before)")
    #expect(before.contains("attachments") != keepsDocumentsInFolder)
    #expect(FileManager.default.fileExists(atPath: documents) == keepsDocumentsInFolder)
    // The other case has the same words; it goes first, so that whatever stays is of this one.
    for each in [other, reference] {
      if each == other {
        _ = try await succeed(["case", "send", each, "done", "--by", "desk", "--name", "Ana", "--set", "told=x"])
      }
      _ = try await succeed(["work", "--once", "--mail", folder.path + "/mail"])
      let erase = ["audit", "erase", "--case", each, "--all", "--reason", "Asked for"]
      let rehearsal = try await run(erase)
      #expect(rehearsal.status == 1 && rehearsal.complaint.contains("the case's data would be erased"))
      if each == reference { #expect(try await !tables().isEmpty) }
      let done = try await succeed(erase + ["--confirm"])
      #expect(done.output.contains("document") == (each == reference) && done.output.contains("the case's data"))
    }
    #expect(try await tables().isEmpty)
    #expect(((try? FileManager.default.contentsOfDirectory(atPath: documents)) ?? []).isEmpty)
    // What is worked out of a case later finds nothing either.
    #expect(try await succeed(["case", "list", "--all", "--search", Self.word]).output.contains(reference) == false)
    _ = try await succeed(["case", "list", "--all"])
    #expect(try await tables().isEmpty)
    // The evidence holds, the statistics and the installation are as they were, and nothing is added any more.
    _ = try await succeed(["audit", "verify"])
    let doctor = try await run(["doctor", "--format", "json"])
    // A cluster for tests keeps nothing through a crash, and its clock may be moved.
    let findings = try Set(doctor.json.compactMap { $0["check"]?.stringValue })
    #expect(findings == ["durability", "movable-clock"], "\(doctor.output)")
    let shown = try await succeed(["case", "show", reference, "--format", "json"]).output
    #expect(shown.contains("\"large\"") && shown.contains("\"b\"") && shown.contains("\"erased\":true"))
    let reopened = try await run(["case", "reopen", reference, "--reason", "Why not", "--by", "desk"])
    #expect(reopened.status == 1 && reopened.complaint.contains("was erased"))
    let again = try await run(["audit", "erase", "--case", reference, "--all", "--reason", "x", "--confirm"])
    #expect(again.status == 1 && again.complaint.contains("erased already"))
  }

  /// What pages keep of those who follow a case, by the hand of a page.
  private static func visits(to reference: String) -> String {
    """
    INSERT INTO recourse.sessions (key, kind, subject, data, started_at, seen_at, ends_at)
    SELECT decode(repeat('ab', 32), 'hex'), 'supplier', case_id::text, '{"draft": "\(word)"}', now(), now(),
      now() + interval '1 year' FROM recourse.cases WHERE reference = '\(reference)';
    INSERT INTO recourse.session_files (key, number, name, media_type, bytes)
    VALUES (decode(repeat('ab', 32), 'hex'), 1, '\(word).txt', 'text/plain', 'A \(word)');
    INSERT INTO recourse.one_time_codes (code, purpose, subject, made_at, ends_at)
    SELECT decode(repeat('cd', 32), 'hex'), 'answer', case_id::text || ' raiser \(word)@home.example', now(),
      now() + interval '1 year' FROM recourse.cases WHERE reference = '\(reference)';
    INSERT INTO recourse.feedback (case_id, workflow, given_at, satisfaction, improvement, ends_at)
    SELECT case_id, workflow, now(), 5, 'More \(word)', now() + interval '1 year'
    FROM recourse.cases WHERE reference = '\(reference)';
    """
  }
}
