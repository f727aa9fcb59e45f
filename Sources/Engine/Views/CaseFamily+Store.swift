package import Analysis
package import Casework
package import CivilTime
import JSON

extension CaseFamily {
  /// As of when, and by what is known when, the cases below a case are looked at.
  package enum View: Sendable {
    /// As they stand now.
    case standing(Instant)
    /// As they stood, by what was known then.
    case known(Instant)
    /// As they stood, by what is known now.
    case hindsight(Instant)

    fileprivate var instant: Instant {
      switch self {
      case .standing(let instant), .known(let instant), .hindsight(let instant): instant
      }
    }
  }

  /// Reads the cases below a case, and what new cases that they may start would go by; nil where there are none and can
  /// be none, which costs no look.
  ///
  /// - Parameter other: another version by which the case may go on.
  package init?(
    below case: Case, in workflow: Workflow, or other: Workflow? = nil, as view: View, _ library: Library,
    _ transaction: any StoreTransaction
  ) throws {
    let own = [workflow] + [other].compactMap(\.self)
    let mayStart = own.contains { !$0.startedWorkflows.isEmpty }
    guard mayStart || `case`.links.contains(where: { $0.relation == .child }) else { return nil }
    var reading = FamilyReading(view: view, library: library, transaction: transaction)
    try reading.read(below: `case`)
    try reading.readRules(from: own + reading.members.map { $0.workflow })
    self.init(members: reading.members, errands: reading.errands, rules: reading.rules) { errand, purpose in
      let id = OutboxItem.ID(
        caseID: errand.id.caseID, revision: errand.id.revision, position: errand.id.position)
      return OutboxItem.derived(purpose, of: id, writtenAt: errand.writtenAt)
    }
  }
}

/// The cases below a case while they are read.
private struct FamilyReading {
  let view: CaseFamily.View
  let library: Library
  let transaction: any StoreTransaction
  private(set) var members: [CaseFamily.Member] = []
  private(set) var errands: [ForecastErrand] = []
  private(set) var rules: [String: CaseFamily.Rules] = [:]
  private var seen: Set<CaseID> = []

  init(view: CaseFamily.View, library: Library, transaction: any StoreTransaction) {
    self.view = view
    self.library = library
    self.transaction = transaction
  }

  mutating func read(below root: Case) throws {
    var above = [root]
    while !above.isEmpty {
      var next: [(id: CaseID, parent: CaseID)] = []
      for parent in above {
        let waiting = try transaction.messages(of: parent.id).filter { $0.waits(at: view.instant) }
        errands += waiting.compactMap(ForecastErrand.init(of:))
        // One that was opened may not be noted yet by the case that started it.
        let opened = waiting.filter { $0.kind == .start }.map { CaseID($0.derived("case")) }
        let noted = parent.links.filter { $0.relation == .child }.map(\.other)
        next += (noted + opened).map { ($0, parent.id) }
      }
      above = []
      for (id, parent) in next where seen.insert(id).inserted && members.count < CaseFamily.limit {
        // What can't be read is left aside, like a case that can't: its own page says what is wrong with it.
        guard let member = try member(id), member.case.parent?.id == parent else { continue }
        members.append(member)
        above.append(member.case)
      }
    }
  }

  private func member(_ id: CaseID) throws -> CaseFamily.Member? {
    switch view {
    case .standing:
      let look = try transaction.look(at: [id], for: [])
      guard let record = look.cases.first else { return nil }
      let workflow = try library.workflow(record.version, transaction)
      // One that can't be read is left aside: its own page says what is wrong with it.
      guard let current = try? record.case(workflow) else { return nil }
      return CaseFamily.Member(case: current, workflow: workflow, facts: try facts(for: workflow))
    case .known, .hindsight:
      let past: PastCase
      do {
        past = try PastCase(of: id, at: view.instant, library, library.reader, transaction)
      } catch is PastCase.Refusal {
        return nil
      } catch CaseFailure.unknownCase {
        return nil
      }
      if case .known = view { return CaseFamily.Member(case: past.case, workflow: past.workflow, facts: past.facts) }
      return CaseFamily.Member(case: past.case, workflow: past.workflow, facts: past.hindsight)
    }
  }

  private func facts(for workflow: Workflow) throws -> Facts {
    let look = try transaction.look(at: [], for: [])
    var facts: Facts
    switch view {
    case .standing, .hindsight: facts = try library.facts(for: workflow, look, transaction)
    case .known(let instant):
      let versions = FactVersions(calendars: look.calendarRevision, directory: look.directoryRevision)
      facts = try library.chronicle(versions, transaction).facts(for: workflow, at: instant, transaction)
    }
    facts.now = view.instant
    return facts
  }

  /// Of each workflow that some case here may start, and those that these may start in turn.
  mutating func readRules(from workflows: [Workflow]) throws {
    var names = workflows.flatMap(\.startedWorkflows)
    while let name = names.popLast() {
      guard rules[name] == nil, let version = try version(of: name) else { continue }
      let workflow = try library.workflow(version, transaction)
      rules[name] = CaseFamily.Rules(workflow: workflow, facts: try facts(for: workflow))
      names += workflow.startedWorkflows
    }
  }

  /// The version that a new case would use; nil where there is none.
  private func version(of name: String) throws -> WorkflowDigest? {
    guard case .known(let instant) = view else { return try transaction.currentVersion(of: name) }
    return try transaction.workflowVersions().filter { $0.workflow == name && $0.deployedAt <= instant }
      .max { $0.deployedAt < $1.deployedAt }?.digest
  }
}

extension OutboxItem {
  /// Whether it is to be carried out yet, seen from an instant.
  fileprivate func waits(at instant: Instant) -> Bool {
    writtenAt <= instant && sentAt.map { $0 > instant } ?? true && givenUpAt.map { $0 > instant } ?? true
  }
}

extension ForecastErrand {
  /// What an item of the outbox tells another case; nil for what goes elsewhere.
  fileprivate init?(of item: OutboxItem) {
    // What can't be read is no errand: its sender gives it up and says so.
    guard item.kind == .start || item.kind == .report,
      case .object(let payload)? = try? JSONValue(parsing: item.payload)
    else { return nil }
    let deed: Deed
    if let workflow = payload["workflow"]?.stringValue, let name = payload["as"]?.stringValue,
      let generation = payload["generation"]?.intValue
    {
      deed = .start(
        workflow: workflow, as: CaseParent(id: item.caseID, name: name, generation: generation),
        data: payload["with"]?.objectValue ?? JSONObject())
    } else if let parent = payload["case"]?.stringValue.flatMap({ CaseID($0) }),
      let event = payload["event"]?.stringValue
    {
      deed = .report(to: parent, event: event, data: payload["with"] ?? .null)
    } else {
      return nil
    }
    self.init(
      id: ID(caseID: item.id.caseID, revision: item.id.revision, position: item.id.position), deed: deed,
      writtenAt: item.writtenAt, availableAt: item.availableAt ?? item.writtenAt)
  }
}
