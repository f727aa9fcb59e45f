package import Casework
import CivilTime
import JSON
import Statechart
package import WorkingTime

extension CaseWrite {
  /// What has to be kept of a decided step.
  ///
  /// - Parameter record: what was read; nil for a new case.
  /// - Throws: `CaseFailure` where a due instant can't be worked out.
  package convenience init(_ update: CaseUpdate, _ workflow: Workflow, _ facts: Facts, after record: CaseRecord?)
    throws(CaseFailure)
  {
    try self.init(update, workflow, facts, previousDue: record?.nextDue, previousHead: record?.head)
  }

  convenience init(
    _ update: CaseUpdate, _ workflow: Workflow, _ facts: Facts, previousDue: Instant?, previousHead: [UInt8]?
  ) throws(CaseFailure) {
    self.init(
      record: try CaseRecord(of: update.case, workflow, facts.calendar), entry: update.entry,
      outbox: update.effects.compactMap(OutboxItem.Content.init(of:)), previousDue: previousDue,
      previousHead: previousHead)
  }
}

extension CaseRecord {
  /// A case in the form in which it is kept.
  package init(of case: Case, _ workflow: Workflow, _ calendar: WorkingCalendar) throws(CaseFailure) {
    let due: Instant?
    do throws(CalendarError) {
      due = try workflow.timers(of: `case`, calendar).first?.due
    } catch {
      throw .rejected(.calendar(error))
    }
    self.init(
      id: `case`.id, workflow: workflow.name, version: workflow.digest, revision: `case`.revision,
      states: workflow.chart.leaves(`case`.session), owner: workflow.owner(of: `case`.session),
      assignee: `case`.assignee, parked: `case`.parked,
      openedAt: `case`.openedAt, closedAt: `case`.closedAt, nextDue: due,
      document: JSONValue.object(CaseDocument.document(of: `case`, workflow)).serialized())
  }
}

extension OutboxItem.Content {
  /// Nil for what nothing carries out: a result that is put forward waits in the case's history for people.
  fileprivate init?(of effect: Effect) {
    let kind: OutboxItem.Kind
    let payload: JSONObject
    switch effect {
    case .notify(let message):
      self.init(kind: .message, payload: Self.payload(of: message))
      return
    case .start(let workflow, let parent, let with):
      kind = .start
      payload = [
        "workflow": .string(workflow), "as": .string(parent.name), "generation": .integer(Int64(parent.generation)),
        "with": with.plainJSON,
      ]
    case .report(let parent, let with):
      kind = .report
      payload = ["case": .string(parent.id.description), "event": .string(parent.doneEvent), "with": with.plainJSON]
    case .call(let webhook, let with):
      (kind, payload) = (.webhook, ["webhook": .string(webhook), "with": with.plainJSON])
    case .publish: return nil
    }
    self.init(kind: kind, payload: JSONValue.object(payload).serialized())
  }

  /// The payload of a message as JSON text, which every step of most workflows writes.
  private static func payload(of message: Message) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(192 + message.subject.utf8.count + message.body.utf8.count)
    func put(_ name: StaticString, _ text: String) {
      bytes.append(UInt8(ascii: bytes.isEmpty ? "{" : ","))
      bytes.append(UInt8(ascii: "\""))
      name.withUTF8Buffer { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: "\":".utf8)
      JSONValue.string(text).write(into: &bytes)
    }
    put("party", message.party)
    put("template", message.template)
    if let addressed = message.recipient.party, addressed != message.party { put("addressed", addressed) }
    switch message.recipient.recipient {
    case .person(let name, let email):
      put("to", email)
      put("name", name)
    case .queue(let party): put("queue", party)
    case .nobody: bytes.append(contentsOf: ",\"nobody\":true".utf8)
    }
    put("subject", message.subject)
    put("body", message.body)
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
