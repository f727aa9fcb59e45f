import Casework
import CivilTime
import Engine
import Synchronization

/// Remembers which dates a new calendar moved.
final class Told: Sendable {
  private let changes = Mutex<[CalendarChange]>([])

  func hear(_ report: CalendarService.Report) {
    changes.withLock { changes in
      switch report {
      case .begins: changes = []
      case .change(let change): changes.append(change)
      }
    }
  }

  /// A line for each case, in order of the names.
  func lines(_ name: (CaseID) -> String) -> [String] {
    let told = changes.withLock { $0 }.map { change in
      let moves = change.moves.map { move in
        "\(change.workflow.timerName(move.timer)) \(Self.day(move.before)) to \(Self.day(move.after))"
      }
      return "moved: \(name(change.record.id)): \(moves.joined(separator: ", "))"
    }
    return told.sorted() + [""]
  }

  private static func day(_ instant: Instant) -> String { String(instant.rfc3339.prefix(10)) }
}
