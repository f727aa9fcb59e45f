import Casework
import EmbeddedPostgres
import Engine
import Postgres
import PostgresStore

/// How a command ends otherwise than well: with a status, and with words for the person who ran it.
struct Answer: Error {
  /// 1: the answer is no; 70: a fault of ours.
  let status: Int32
  let message: String?

  /// The answer is no.
  static func no(_ message: String? = nil) -> Answer { Answer(status: 1, message: message) }

  init(status: Int32, message: String?) {
    self.status = status
    self.message = message
  }

  /// What an error means to whoever ran the command.
  init(to error: any Error) {
    switch error {
    case let answer as Answer: self = answer
    case let failure as CaseFailure: self.init(status: 1, message: "recourse: \(failure)")
    case let refusal as AuditRefusal: self.init(status: 1, message: "recourse: \(refusal)")
    case let refusal as CalendarRefusal: self.init(status: 1, message: "recourse: \(refusal)")
    case let failure as AttachmentFailure: self.init(status: 1, message: "recourse: \(failure)")
    case let failure as StoreError: self.init(status: Self.status(of: failure), message: "recourse: \(failure)")
    case let failure as EmbeddedPostgresError: self.init(status: 1, message: "recourse: \(failure)")
    case let failure as PostgresError: self.init(status: 1, message: "recourse: the database says: \(failure)")
    case let failure as any CustomStringConvertible: self.init(status: 70, message: "recourse: \(failure)")
    default: self.init(status: 70, message: "recourse: \(type(of: error))")
    }
  }

  /// Whoever runs the database can mend a schema or its rights and wait for a server; what can't be read back is for us.
  private static func status(of failure: StoreError) -> Int32 {
    switch failure.code {
    case .unavailable, .busy, .schema, .refused: 1
    case .damaged: 70
    }
  }
}
