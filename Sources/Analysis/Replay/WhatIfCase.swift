package import Casework
package import CivilTime

/// One case of a what-if.
package struct WhatIfCase: Sendable {
  package enum Outcome: Sendable {
    case compared(RunComparison, otherwise: String?)
    /// Its history does not tell enough, or one of the versions is missing.
    case unknown(String)
  }

  package let id: CaseID
  package let workflow: String
  /// The version by which it goes.
  package let version: WorkflowDigest
  package let isOpen: Bool
  package let outcome: Outcome
  /// What each template said by the case's own rules, and by the others.
  package let messages: [String: (before: Int, after: Int)]

  package var reference: CaseReference { CaseReference(of: id) }

  /// Lives through a case twice: by its own rules and by others.
  package init(
    of history: CaseHistory, in workflow: String, version: WorkflowDigest, isOpen: Bool, now: Instant,
    by own: ReplayRules, and others: ReplayRules
  ) {
    id = history.id
    self.workflow = workflow
    self.version = version
    self.isOpen = isOpen
    do throws(HistoryGap) {
      let before = try CaseRun(of: history, version: version, now: now, by: own)
      if let refusal = before.refused[1] {
        (outcome, messages) = (.unknown("its opening would be refused now: \(refusal)"), [:])
        return
      }
      let after = try CaseRun(of: history, version: version, now: now, by: others)
      outcome = .compared(
        RunComparison(of: history, before: before, after: after),
        otherwise: before.otherwiseThanRecorded(history, now: now))
      var messages: [String: (before: Int, after: Int)] = [:]
      for template in Set(before.messages.keys).union(after.messages.keys) {
        messages[template] = (before.messages[template] ?? 0, after.messages[template] ?? 0)
      }
      self.messages = messages
    } catch {
      (outcome, messages) = (.unknown(error.description), [:])
    }
  }
}
