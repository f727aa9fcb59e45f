import Casework
import CivilTime
import Engine

/// What is the same for all cases; small enough to be copied where a transaction changes it.
struct ReferenceData: Sendable {
  /// Accounts by name.
  var users: [String: User] = [:]
  var absences: [StaffAbsence] = []
  struct Deployment: Sendable {
    let workflow: String
    let digest: WorkflowDigest
    let deployedAt: Instant
  }

  var versions: [WorkflowDigest: WorkflowBundle] = [:]
  /// In the order in which they were made.
  var deployments: [Deployment] = []
  /// In the order in which they were kept.
  var calendarVersions: [CalendarVersion] = []
  var calendarRevision: Int64 { calendarVersions.last?.revision ?? 0 }
  /// In order of organisation, and of the list that they came in.
  var contacts: [Contact] = []
  var directoryRevision: Int64 = 0
  var lastContact: Int64 = 0
  var contracts: [String: Contract] = [:]
  var organisations: [String: Organisation] = [:]
  /// What the directory became with each change.
  var pastDirectories: [PastDirectory] = []
  var directoryErasures: [DirectoryErasure] = []

  /// The directory after a change.
  struct PastDirectory: Sendable {
    let version: DirectoryVersion
    let contacts: [Contact]
    let contracts: [Contract]
    let organisations: [Organisation]
  }
}
