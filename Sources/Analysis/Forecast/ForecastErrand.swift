package import Casework
package import CivilTime
package import JSON

/// What waits to be carried from one case to another: that a case is to be started, or that one has closed.
package struct ForecastErrand: Sendable, Hashable {
  /// Which: the step that asked for it, and its place among what that step asked for. They are carried out in this order.
  package struct ID: Sendable, Hashable, Comparable {
    package let caseID: CaseID
    package let revision: Int
    /// Counted from 0.
    package let position: Int

    package init(caseID: CaseID, revision: Int, position: Int) {
      self.caseID = caseID
      self.revision = revision
      self.position = position
    }

    package static func < (left: ID, right: ID) -> Bool {
      (left.caseID, left.revision, left.position) < (right.caseID, right.revision, right.position)
    }
  }

  /// What is to be done.
  package enum Deed: Sendable, Hashable {
    case start(workflow: String, as: CaseParent, data: JSONObject)
    case report(to: CaseID, event: String, data: JSONValue)
  }

  package let id: ID
  package let deed: Deed
  /// When the step was made that asked for it.
  package let writtenAt: Instant
  /// From when on it may be carried out.
  package let availableAt: Instant

  package init(id: ID, deed: Deed, writtenAt: Instant, availableAt: Instant) {
    self.id = id
    self.deed = deed
    self.writtenAt = writtenAt
    self.availableAt = availableAt
  }

  /// The order in which errands are carried out.
  struct Order: Comparable {
    let availableAt: Instant
    let id: ID

    static func < (left: Order, right: Order) -> Bool { (left.availableAt, left.id) < (right.availableAt, right.id) }
  }

  var order: Order { Order(availableAt: availableAt, id: id) }

  /// What a step asks to be carried to other cases.
  static func errands(of update: CaseUpdate) -> [ForecastErrand] {
    var errands: [ForecastErrand] = []
    var position = 0
    for effect in update.effects {
      let deed: Deed?
      switch effect {
      // A result that is put forward is carried nowhere, and takes no place.
      case .publish: continue
      case .notify, .call: deed = nil
      case .start(let workflow, let parent, let with):
        deed = .start(workflow: workflow, as: parent, data: with.plainJSON.objectValue ?? JSONObject())
      case .report(let parent, let with):
        deed = .report(to: parent.id, event: parent.doneEvent, data: with.plainJSON)
      }
      if let deed {
        let id = ID(caseID: update.case.id, revision: update.entry.revision, position: position)
        errands.append(
          ForecastErrand(id: id, deed: deed, writtenAt: update.entry.at, availableAt: update.entry.at))
      }
      position += 1
    }
    return errands
  }
}
