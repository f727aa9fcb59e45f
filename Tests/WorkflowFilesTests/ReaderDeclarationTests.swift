import Casework
import CivilTime
import Expression
import Testing
import WorkflowFiles
import WorkingTime

@Suite("What a file declares is read and held to its own words") struct ReaderDeclarationTests {
  private let states = "states: {received: {on: {x: closed}}, closed: {type: final}}\n"

  private func findings(_ text: String) -> String { WorkflowFilesTests.findings("workflow: w\n\(text)\n\(states)") }

  @Test func `the head says how time counts`() throws {
    let workflow = try workflow(
      """
      workflow: late-parcel
      title: Late parcel
      description: For people.
      tags: [post]
      calendar: scotland
      count: beginning-with
      received: {cut-off: "17:00", after-cut-off: next working day}
      longest-pause: 20 working days
      form: [b, a]
      data: {a: {type: string}, b: {type: int}}
      \(states)
      """)
    #expect(workflow.name == "late-parcel")
    #expect(workflow.title == "Late parcel")
    #expect(workflow.calendar == "scotland")
    #expect(workflow.counting == .beginningWith)
    #expect(workflow.receipt == .nextWorkingDay(cutOff: TimeOfDay("17:00")))
    #expect(workflow.longestPause == .workingDays(20))
    #expect(workflow.openingForm == [1, 0])
  }

  @Test func `what the head gets wrong is told in place`() {
    #expect(findings("received: {cut-off: 5pm}").hasPrefix("w.yaml:2:21: error out-of-range"))
    #expect(findings("received: {after-cut-off: next day}").hasPrefix("w.yaml:2:27: error unknown-word"))
    #expect(findings("longest-pause: 20").hasPrefix("w.yaml:2:16: error invalid-delay"))
    #expect(findings("form: [x]").hasPrefix("w.yaml:2:8: error unknown-field"))
    #expect(findings("never: [x]").hasPrefix("w.yaml:2:9: error wrong-type"))
    #expect(findings("always: x").hasPrefix("w.yaml:2:9: error wrong-type"))
    #expect(
      WorkflowFilesTests.findings(states).hasPrefix(
        "w.yaml:1:1: error missing-key: a workflow lacks the key \"workflow\""))
  }

  @Test func `a calendar is one of those that are there`() {
    let source = WorkflowSource(
      file: "w.yaml", text: "workflow: w\ncalendar: scotlant\n\(states)", calendars: ["england-and-wales", "scotland"])
    #expect(
      WorkflowReader.read(source).findings.map(\.description) == [
        "w.yaml:2:11: error unknown-calendar: no calendar \"scotlant\"\n  did you mean \"scotland\"?"
      ])
  }

  @Test func `a field has a type, and what is accepted is of that type`() throws {
    let workflow = try workflow(
      """
      workflow: w
      data:
        s: {type: string, title: Text, required: true, one-of: [a, 1, true], max-length: 9}
        d: {type: decimal, min: 0, max: 12.50}
        t: {type: date, min: 2026-01-05}
        l: {type: list(string), initial: "['a']"}
        m: {type: "map(string, int)", directory: organisation}
        b: {type: bool, initial: false}
      \(states)
      """)
    let fields = workflow.fields
    #expect(fields.map(\.type) == [.string, .decimal, .date, .list(.string), .map(.string, .int), .bool])
    #expect(fields[0].choices == [.string("a"), .string("1"), .string("true")])
    #expect(fields[0].maximumLength == 9)
    #expect(fields[0].isRequired)
    #expect(fields[0].title == "Text")
    #expect(fields[1].maximum == Decimal("12.50").map(Value.decimal))
    #expect(fields[2].minimum == CivilDate(iso8601: "2026-01-05").map(Value.date))
    #expect(fields[4].directory == "organisation")
    #expect(workflow.chart.fields[5].initial?.constantValue == .bool(false))
  }

  @Test func `a field's mistakes are told in place`() {
    #expect(
      findings("data: {x: {type: text}}").hasPrefix(
        "w.yaml:2:18: error unknown-word: no type \"text\"\n  did you mean \"string\"?"))
    #expect(findings("data: {x: {type: map(string, int)}}").contains("put a type with commas in quotes"))
    #expect(findings("data: {x: {type: 'map(int, int)'}}").contains("write \"map(string, int)\""))
    #expect(
      findings("data: {x: {type: int, one-of: [a]}}").hasPrefix("w.yaml:2:32: error wrong-type: one-of: expected int"))
    #expect(findings("data: {x: {type: int, max-length: 3}}").contains("only text has a length"))
    #expect(findings("data: {x: {type: bool, min: 3}}").contains("values of this type are neither larger nor smaller"))
    #expect(findings("data: {x: {type: int, initial: \"'a'\"}}").hasPrefix("w.yaml:2:33: error expression-type"))
    #expect(findings("data: {x: {}}").hasPrefix("w.yaml:2:11: error missing-key: a field lacks the key \"type\""))
    #expect(findings("data: {x-y: {type: int}}").hasPrefix("w.yaml:2:8: warning awkward-name"))
  }

  @Test func `a field that may be empty can be compared with null, and used like any other`() {
    let guarded = { (condition: String) in
      WorkflowFilesTests.findings(
        """
        workflow: w
        data: {n: {type: int}, b: {type: bool}, r: {type: int, required: true}, l: {type: list}, t: {type: timestamp}}
        states: {a: {on: {x: {guard: "\(condition)", target: a}}}}
        """)
    }
    #expect(guarded("data.n == null || data.n > 3 && data.b && size(data.l) == 1 && data.t < now") == "")
    #expect(guarded("data.l != null && data.t != null && has(data.b)") == "")
    #expect(guarded("data.r > 2 && data.r < data.n") == "")
    #expect(guarded("data.n").hasPrefix("w.yaml:3:31: error expression-type"))
  }

  @Test func `a party is reached in one way, and stands in for others by name`() throws {
    let workflow = try workflow(
      """
      workflow: w
      data: {dept: {type: string}, mail: {type: string}}
      parties:
        manager: {title: Manager, directory: contract-manager, of: data.dept, otherwise: [team]}
        supplier: {confidential: true, name: "'S'", email: data.mail}
        team: {staff: true}
      \(states)
      """)
    #expect(workflow.parties.map(\.id) == ["manager", "supplier", "team"])
    #expect(workflow.parties[0].directoryRole == "contract-manager")
    #expect(workflow.parties[0].otherwise == ["team"])
    #expect(workflow.parties[1].isConfidential)
    #expect(workflow.parties[1].title == "supplier")
  }

  @Test func `a party's mistakes are told in place`() {
    #expect(findings("parties: {p: {otherwise: [q]}}").hasPrefix("w.yaml:2:27: error unknown-party"))
    #expect(findings("parties: {p: {directory: r}}").hasPrefix("w.yaml:2:15: error missing-key"))
    #expect(findings("parties: {p: {of: \"'x'\"}}").contains("\"of\" can't stand here: it goes with \"directory\""))
    #expect(findings("parties: {p: {staff: true, email: \"'x'\"}}").contains("staff sign in and work from a queue"))
    #expect(findings("parties: {p: {email: event.by}}").contains("a party is found by the case's data alone"))
    #expect(findings("parties: {p: {email: 1 + 1}}").hasPrefix("w.yaml:2:22: error expression-type"))
  }

  @Test func `a clock is a limit, and the states that start, stop and hold it`() throws {
    let workflow = try workflow(
      """
      workflow: w
      data: {central: {type: bool}}
      clocks:
        resolution: {limit: "data.central ? months(2) : months(3)", starts: received, stops: [closed],
                     pauses-in: [received], warn-at: [50%, 100%]}
        plain: {limit: 20 working days, starts: opening}
      \(states)
      """)
    #expect(workflow.clocks.map(\.starts) == [["received"], []])
    #expect(workflow.clocks.map(\.stops) == [["closed"], []])
    #expect(workflow.clocks.map(\.pausesIn) == [["received"], []])
    #expect(workflow.clocks.map(\.warnAt) == [[50, 100], []])
    #expect(workflow.clocks[1].limit.source == "workingDays(20)")
  }

  @Test func `a clock's mistakes are told in place`() {
    #expect(
      findings("clocks: {c: {limit: 1 + 1}}").hasPrefix(
        "w.yaml:2:21: error expression-type: this is int, and a clock's limit"))
    #expect(findings("clocks: {c: {limit: days(3), stops: [closd]}}").hasSuffix("did you mean \"closed\"?"))
    #expect(findings("clocks: {c: {limit: days(3), warn-at: [0.5]}}").hasPrefix("w.yaml:2:40: error out-of-range"))
    #expect(findings("clocks: {c: {}}").hasPrefix("w.yaml:2:13: error missing-key"))
  }
}
