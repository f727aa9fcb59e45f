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
  package init(_ update: CaseUpdate, _ workflow: Workflow, _ facts: Facts, after record: CaseRecord?)
    throws(CaseFailure)
  {
    try self.init(update, workflow, facts, previousDue: record?.nextDue, previousHead: record?.head)
  }

  init(
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
    case .notify(let message): (kind, payload) = (.message, Self.payload(of: message))
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

  private static func payload(of message: Message) -> JSONObject {
    var payload: JSONObject = ["party": .string(message.party), "template": .string(message.template)]
    if let addressed = message.recipient.party, addressed != message.party { payload["addressed"] = .string(addressed) }
    switch message.recipient.recipient {
    case .person(let name, let email):
      payload["to"] = .string(email)
      payload["name"] = .string(name)
    case .queue(let party): payload["queue"] = .string(party)
    case .nobody: payload["nobody"] = true
    }
    payload["subject"] = .string(message.subject)
    payload["body"] = .string(message.body)
    return payload
  }
}
