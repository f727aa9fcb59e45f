import Postgres

extension PostgresStore {
  /// Every statement of the store, so that a test can prepare each against the schema.
  static let statements = [
    PostgresTransaction.lookStatements,
    PostgresTransaction.writeStatements,
    PostgresTransaction.listStatements,
    PostgresTransaction.rankStatements,
    PostgresTransaction.queueCountStatements,
    PostgresTransaction.absenceStatements,
    PostgresTransaction.outboxStatements,
    PostgresTransaction.workflowStatements,
    PostgresTransaction.directoryStatements,
    PostgresTransaction.directoryHistoryStatements, PostgresTransaction.forgettingStatements,
    PostgresTransaction.calendarStatements,
    PostgresTransaction.attachmentStatements,
    PostgresTransaction.searchStatements,
    PostgresTransaction.userStatements,
    PostgresTransaction.auditStatements,
    PostgresTransaction.migrationStatements,
    PostgresTransaction.replayStatements,
    PostgresTransaction.accessStatements, PostgresTransaction.feedbackStatements,
    PostgresTransaction.announcementStatements,
    clockStatements,
    Migrator.statements,
    Announcer.statements,
    nodeStatements,
    depthStatements, activityStatements,
    PostgresTransaction.giveBackStatements,
  ].flatMap(\.self)
}
