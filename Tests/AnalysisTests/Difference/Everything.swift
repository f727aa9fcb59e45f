import Casework
import JSON
import Testing
import WorkflowFiles

/// A workflow that uses every key of the language, and the shipped ones, as trees that a test can change.
struct Everything: Sendable {
  let name: String
  let tree: JSONValue
  let messages: [MessageFile]

  /// - Throws: where the text is no YAML.
  init(_ name: String, text: String, messages: [(name: String, text: String)]) throws {
    self.name = name
    tree = try #require(YAMLDocument(reading: text, file: "w.yaml", diagnostics: Diagnostics()).root?.json)
    self.messages = messages.map { MessageFile(file: "\($0.name).mustache", name: $0.name, text: $0.text) }
  }

  /// The workflow of a changed tree; nil where the language refuses it.
  func read(_ tree: JSONValue, messages: [MessageFile]? = nil) -> Workflow? {
    WorkflowReader.read(
      WorkflowSource(file: "w.yaml", text: tree.serialized(), messages: messages ?? self.messages)
    ).workflow
  }

  static let text = """
    workflow: everything
    title: Everything
    description: It uses every key.
    tags: [trial, whole]
    calendar: england-and-wales
    count: following
    received: { cut-off: "17:00", after-cut-off: next working day }
    longest-pause: 20 working days
    reopen: { target: working, by: [head] }
    form: [name, email]
    complained-of: [data.accused, data.contract]
    data:
      name: { type: string, title: Name, description: Whose it is., max-length: 200, required: true }
      email: { type: string, title: Address }
      body: { type: string, directory: organisation }
      contract: { type: string }
      accused: { type: string }
      kind: { type: string, one-of: [one, two, three] }
      count: { type: int, min: 0, max: 100, initial: "1" }
      ready: { type: bool, initial: "false" }
      settled: { type: timestamp }
      note: { type: string }
    parties:
      supplier: { title: Supplier, description: Who asks., confidential: true, name: data.name, email: data.email }
      manager: { title: Manager, directory: contract-manager, of: data.body, contract: data.contract,
                 otherwise: [director, desk] }
      director: { title: Director, directory: commercial-director, of: data.body, otherwise: [desk] }
      desk: { title: Desk, staff: true }
      head: { title: Head, staff: true }
    clocks:
      whole: { title: The whole, description: As published., limit: months(2), starts: [working], stops: [waiting],
               pauses-in: [choosing], warn-at: [50%, 100%] }
      short: { limit: "data.ready ? days(3) : days(5)" }
    never:
      - { notified: { to: supplier, template: hello }, before: { entered: [working] }, because: Too early. }
      - { named: { party: supplier, to: [manager] }, after: { taken: { event: answer, by: manager } } }
      - { entered: [closed], before: { notified: [ask] }, unless: data.ready }
      - { taken: { event: approve, by: head, by-sender-of: draft }, while: data.ready }
      - { published: true, before: { ended: true } }
      - { ended: true, before: { published: true } }
      - { holds: data.count > 90, in: checked, because: No more. }
    always:
      - { notified: [reminder], when: { named: { party: supplier } }, because: It is fair. }
      - { named: { party: supplier, to: [desk] }, when: { ended: true } }
      - { entered: [checked], when: { published: true }, unless: data.ready }
      - { taken: approve, when: { ended: true }, while: data.ready }
      - { published: true, when: { taken: approve } }
      - { ended: true, when: { entered: [closed] } }
      - { holds: data.count < 95, in: waiting }
      - { eventually: [closed], within: 60 working days, after: { entered: [working] }, even-if: people delay it }
    initial: { target: first, actions: [{ log: "'It begins'" }] }
    states:
      first:
        title: First
        description: Where it begins.
        tags: [early]
        type: compound
        initial: { target: choosing, actions: [{ assign: { count: "2" } }] }
        on:
          give-up: { title: Give up, description: For good., by: [supplier, desk], confirm: Really?, form: [kind],
                     guard: data.ready, target: closed, reenter: true }
          clock.whole: { actions: [{ notify: { to: desk, template: hello } }] }
        states:
          before: { type: history, history: deep, target: choosing, actions: [{ log: "'Back'" }] }
          choosing:
            title: Choosing
            always:
              - { guard: data.ready, target: working, title: Ready, description: At once., reenter: true }
              - { guard: "!data.ready", target: waiting }
          waiting:
            title: Waiting
            owner: manager
            skip-empty: true
            while-paused: run
            entry:
              - notify: { to: [manager, desk], template: ask, with: { greeting: "'Dear'" } }
              - send: { event: nudge, id: nudging, delay: 3 days, data: { n: "1" } }
              - if: data.ready
                then: [{ log: "'Ready'" }]
                else: [{ log: "'Not ready'" }]
            exit:
              - [{ cancel: nudging }]
              - [{ raise: left }, { raise: { event: gone, data: { why: "'moved'" } } }]
            within: 10 working days
            remind: { at: [5 working days, { for: "data.ready ? workingDays(6) : workingDays(8)" }], template: reminder }
            otherwise: [{ guard: data.ready, target: working, actions: [{ log: "'Late'" }] }, { target: closed }]
            on:
              nudge: { actions: [{ notify: { to: manager, template: hello } }] }
              answer: [{ by: [manager], form: [kind, count], guard: data.count > 3, target: working },
                       { by: [manager], form: [kind, count], target: choosing }]
            after:
              30 days: { target: closed, actions: [{ log: "'Too long'" }] }
      working:
        title: Working
        type: parallel
        owner: desk
        onDone: { target: checked, actions: [{ call: { webhook: finance, with: { sum: data.count } } }] }
        states:
          left:
            states:
              drafting:
                owner: desk
                within: { at: data.settled, at-most: 30 working days }
                otherwise: drafted
                transitions:
                  - { event: [draft, write], by: [desk], not-by: [asked], title: Draft, description: A first one.,
                      form: [count], confirm: Sure?, target: drafted, reenter: true, actions: [{ log: "'Drafted'" }] }
                  - { after: { for: workingDays(2) }, target: drafted }
                  - { guard: data.count > 50, target: drafted }
              drafted: { type: final, data: { text: "'done'" } }
          right:
            states:
              asking: { type: atomic, owner: desk, on: { asked: { by: [desk], target: told } } }
              told: { type: final }
      checked:
        title: Checked
        owner: head
        within: 5 working days
        otherwise: closed
        remind: 2 working days
        on:
          approve: { title: Approve, by: [head], not-by: [draft], target: closed,
                     actions: [{ publish: { body: data.body } },
                               { start: { workflow: follow-up, id: next, with: { name: data.name } } }] }
      closed: { title: Closed, type: final }
    """

  static let messages = [
    (name: "hello", text: "Subject: Hello\n\nHello.\n"), (name: "reminder", text: "Subject: Soon\n\nBy {{ due }}.\n"),
    (
      name: "ask",
      text: "Subject: About {{ case.reference }}\n\nDear {{#data.ready}}{{ data.name }}{{/}}\nTell us.\nThank you.\n"
    ),
  ]

  static let all = Result { try Everything("everything", text: text, messages: messages) }
}
