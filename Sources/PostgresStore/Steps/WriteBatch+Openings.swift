import Casework
import CivilTime
import Engine
import Postgres

extension WriteBatch {
  /// The openings of several cases, or of one, column by column in the form that the server keeps.
  static func openings(_ steps: [CaseWrite], _ premises: Premises?) -> Command {
    Command(
      PostgresTransaction.openSeveral,
      [
        column(.uuid, of: steps, 20) { $1.append($0.record.id.id) },
        column(.timestamp, of: steps, 12) { $1.append(timestamp: $0.record.openedAt.microsecondsRoundedDown) },
        column(.text, of: steps, 24) { $1.append($0.record.reference.description) },
        column(.text, of: steps, 32) { $1.append($0.record.workflow) },
        column(.text, of: steps, 80) { $1.append($0.record.version.description) },
        column(.text, of: steps, 16) { $1.append($0.record.assignee) },
        column(.text, of: steps, 8) { $1.append($0.record.parked) },
        column(.timestamp, of: steps, 12) { $1.append(timestamp: $0.record.closedAt?.microsecondsRoundedDown) },
        column(.timestamp, of: steps, 12) { $1.append(timestamp: $0.record.nextDue?.microsecondsRoundedUp) },
        column(.text, of: steps, 16) { $1.append($0.record.owner) },
        column(.text, of: steps, 32) { $1.append(bytes: TextArray.literal($0.record.states)) },
        column(.bytes, of: steps, 36) { $1.append(bytes: $0.record.head) },
        column(.json, of: steps, 512) { $1.append($0.record.document) },
      ] + entries(of: steps) + values(premises) + [.integer(premises?.revisions.deployments), items(of: steps)])
  }
}
