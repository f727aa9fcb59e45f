import Expression
import JSON
import Statechart

// A case of one version goes on by this one, or back. Nothing is entered or left, and nothing is said to anybody: the
// case stands where it stood, and only its timers and clocks are held against the new text. Where the new version lets no
// case rest there, what follows of itself belongs to the same step.
extension Workflow {
  /// Takes a case over from another version.
  func migrate(
    _ case: Case, on event: CaseEvent, _ migration: CaseMigration, given facts: Facts
  ) throws(Rejection) -> CaseUpdate {
    guard !`case`.session.isDone else { throw .closed }
    guard `case`.version == migration.previous.digest, migration.previous.name == name else {
      throw .unfit(["it does not go by version \(migration.previous.digest.short) of \(name)"])
    }
    var step = StepRun(workflow: self, of: try moved(`case`, migration, facts), event: event, facts: facts)
    try step.carryOver(`case`, by: migration)
    let taken = CaseDocument.document(of: step.case, self)
    let wentOn = try step.goOn()
    let dates = try step.dates(`case`, migration.calendar ?? facts.calendar)
    let before = migration.previous.chart.leaves(`case`.session)
    var told: JSONObject = ["from": .string(migration.previous.digest.description), "to": .string(digest.description)]
    if before != step.leavesBefore { told["states"] = .array(step.leavesBefore.map(JSONValue.string)) }
    told["map"] = Self.object(migration.states)
    told["timers"] = .string(migration.policy.rawValue)
    told["timers_of"] = Self.object(migration.policies.mapValues(\.rawValue))
    if !dates.isEmpty { told["dates"] = .array(dates) }
    if wentOn {
      told["went_on"] = true
    } else {
      told["was"] = .object(
        CaseDocument.difference(from: taken, to: CaseDocument.document(of: `case`, migration.previous)))
    }
    return step.update(kind: .migrated, name: "migrate", input: nil, told: told)
  }

  /// Puts a case back to what it was before it was migrated away from this version.
  func takeBack(
    _ case: Case, on event: CaseEvent, _ reversal: MigrationReversal, given facts: Facts
  ) throws(Rejection) -> CaseUpdate {
    guard !`case`.session.isDone else { throw .closed }
    let now = CaseDocument.document(of: `case`, reversal.previous)
    let restored: Case
    do throws(CaseDocument.Damage) {
      restored = try CaseDocument.case(
        `case`.id, from: CaseDocument.document(now, putting: reversal.was), self, revision: `case`.revision,
        openedAt: `case`.openedAt, closedAt: nil)
    } catch {
      throw .unfit([error.description])
    }
    var step = StepRun(workflow: self, of: restored, event: event, facts: facts)
    var told: JSONObject = ["from": .string(reversal.previous.digest.description), "to": .string(digest.description)]
    let leaves = reversal.previous.chart.leaves(`case`.session)
    if leaves != step.leavesBefore { told["states"] = .array(step.leavesBefore.map(JSONValue.string)) }
    return step.update(kind: .migrated, name: "undo", input: nil, told: told)
  }

  private static func object(_ words: [String: String]) -> JSONValue? {
    guard !words.isEmpty else { return nil }
    var object = JSONObject()
    for (key, value) in words.sorted(by: { $0.key < $1.key }) { object[key] = .string(value) }
    return .object(object)
  }

  // MARK: Where it stands, and what is known of it

  /// The case in this version's states and fields, its timers still the other version's.
  private func moved(_ case: Case, _ migration: CaseMigration, _ facts: Facts) throws(Rejection) -> Case {
    var problems: [String] = []
    let old = migration.previous.chart.record(of: `case`.session)
    let record = SessionRecord(
      configuration: configuration(migration.previous.chart.leaves(`case`.session), migration, &problems),
      history: history(old.history, migration, &problems), data: [:], madeSendIDs: old.madeSendIDs)
    var result = `case`
    result.version = digest
    if problems.isEmpty {
      do throws(SessionRecordError) {
        result.session = try chart.session(from: record)
      } catch {
        problems.append("\(error.description); say with --map which states it has to become")
      }
    }
    guard problems.isEmpty else { throw .unfit(problems) }
    takeData(old.data, migration.previous, facts, into: &result, &problems)
    guard problems.isEmpty else { throw .unfit(problems) }
    return result
  }

  private func configuration(
    _ leaves: [String], _ migration: CaseMigration, _ problems: inout [String]
  ) -> [String] {
    var states: Set<Int> = []
    for leaf in leaves {
      let id = migration.state(leaf)
      guard let state = chart.state(id) else {
        problems.append(
          "it stands in \"\(leaf)\", and the new version has no \"\(id)\"; say what it becomes: --map \(leaf)=STATE")
        continue
      }
      switch chart.states[state].kind {
      case .atomic: states.formUnion(chart.lineage(of: state))
      case .final where chart.states[state].parent != 0: states.formUnion(chart.lineage(of: state))
      case .compound, .parallel:
        problems.append(
          "it stands in \"\(leaf)\", and the new version's \"\(id)\" has states inside; say in which: --map \(leaf)=STATE"
        )
      case .final, .history: problems.append("it stands in \"\(leaf)\", and no case can wait in \"\(id)\"")
      }
    }
    return states.sorted().map { chart.states[$0].id }
  }

  private func history(
    _ remembered: [String: [String]], _ migration: CaseMigration, _ problems: inout [String]
  ) -> [String: [String]] {
    var history: [String: [String]] = [:]
    for (id, states) in remembered.sorted(by: { $0.key < $1.key }) {
      // Where nothing leads back any more there is nothing to remember.
      guard let number = chart.state(migration.state(id)), chart.states[number].isHistory else { continue }
      for state in states where chart.state(migration.state(state)) == nil {
        problems.append(
          "\"\(id)\" remembers \"\(state)\", which the new version does not have; say what it becomes: "
            + "--map \(state)=STATE")
      }
      history[migration.state(id)] = states.map(migration.state)
    }
    return history
  }

  private func takeData(
    _ data: [String: Value], _ previous: Workflow, _ facts: Facts, into case: inout Case, _ problems: inout [String]
  ) {
    for (number, field) in fields.enumerated() {
      guard let value = data[field.name], value != .null else { continue }
      if !chart.set(number, to: value, in: &`case`.session) {
        problems.append("its data have a \"\(field.name)\" of another type than the new version's")
      } else if !field.choices.isEmpty, !field.choices.contains(value) {
        problems.append("its \"\(field.name)\" is none of the new version's choices")
      }
    }
    let host = CaseHost(workflow: self, caseID: `case`.id, openedAt: `case`.openedAt, facts: facts)
    for (number, field) in fields.enumerated() where previous.fields.allSatisfy({ $0.name != field.name }) {
      let value = try? chart.initialValue(of: number, in: `case`.session, host: host)
      if let value, value != .null {
        _ = chart.set(number, to: value, in: &`case`.session)
      } else if field.isRequired, openingForm.isEmpty || openingForm.contains(number) {
        problems.append("the new version requires \"\(field.name)\", which it does not have")
      }
    }
  }
}
