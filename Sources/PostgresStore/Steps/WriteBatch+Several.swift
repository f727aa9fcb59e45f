import Casework
import CivilTime
import Engine
import Postgres

extension WriteBatch {
  /// One step of each of several cases, column by column in the form that the server keeps: documents are full of
  /// quotes, and writing and reading them as an array's text cost both sides more than copying them.
  static func several(_ steps: [CaseWrite], _ premises: Premises?) -> Command {
    Command(
      PostgresTransaction.stepSeveral,
      [
        column(.uuid, of: steps, 20) { $1.append($0.record.id.id) },
        column(.integer, of: steps, 8) { $1.append($0.record.revision - 1) },
        column(.timestamp, of: steps, 12) { $1.append(timestamp: $0.record.closedAt?.microsecondsRoundedDown) },
        column(.timestamp, of: steps, 12) { $1.append(timestamp: $0.record.nextDue?.microsecondsRoundedUp) },
        column(.text, of: steps, 16) { $1.append($0.record.owner) },
        column(.text, of: steps, 16) { $1.append($0.record.assignee) },
        column(.text, of: steps, 8) { $1.append($0.record.parked) },
        column(.text, of: steps, 32) { $1.append(bytes: TextArray.literal($0.record.states)) },
        column(.bytes, of: steps, 36) { $1.append(bytes: $0.record.head) },
        column(.json, of: steps, 512) { $1.append($0.record.document) },
        column(.timestamp, of: steps, 12) { $1.append(timestamp: $0.previousDue?.microsecondsRoundedUp) },
      ] + entries(of: steps) + values(premises) + [items(of: steps)])
  }

  /// The columns of the journal's rows but for those that the case's row has as well.
  static func entries(of steps: [CaseWrite]) -> [Parameter] {
    [
      column(.uuid, of: steps, 20) { $1.append($0.entry.eventID.id) },
      column(.timestamp, of: steps, 12) { $1.append(timestamp: $0.entry.at.microsecondsRoundedDown) },
      column(.timestamp, of: steps, 12) { $1.append(timestamp: $0.entry.due?.microsecondsRoundedUp) },
      column(.text, of: steps, 16) { $1.append($0.entry.kind.rawValue) },
      column(.text, of: steps, 24) { $1.append($0.entry.name) },
      column(.text, of: steps, 16) { $1.append($0.entry.actor.role) },
      column(.text, of: steps, 24) { $1.append($0.entry.actor.name) },
      column(.bytes, of: steps, 20) { $1.append(bytes: $0.seal.salt) },
      column(.json, of: steps, 384) { $1.append(bytes: $0.seal.payload) },
      column(.json, of: steps, 256) { $1.append(bytes: $0.seal.messages) },
    ]
  }

  static func items(of steps: [CaseWrite]) -> Parameter {
    guard steps.contains(where: { !$0.outbox.isEmpty }) else { return .null }
    return column(.integer, of: steps, 8) { $1.append($0.outbox.count) }
  }

  /// Each row appends its value.
  @inline(__always)
  static func column(
    _ element: BinaryArray.Element, of steps: [CaseWrite], _ width: Int,
    _ write: (CaseWrite, inout BinaryArray) -> Void
  ) -> Parameter {
    var column = BinaryArray(of: element, capacity: steps.count * width)
    for index in steps.indices { write(steps[index], &column) }
    return column.parameter
  }
}

extension BinaryArray {
  mutating func append(_ id: UniqueID) { append(uuid: id.high, id.low) }
}
