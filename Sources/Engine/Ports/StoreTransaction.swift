/// What can be read and written in one transaction, by topic.
package protocol StoreTransaction: StepTransaction, CaseTransaction, OutboxTransaction, WorkflowTransaction,
  CalendarTransaction, DirectoryTransaction, AttachmentTransaction, SearchTransaction, UserTransaction,
  AuditTransaction, MigrationTransaction, ReplayTransaction, AccessTransaction, FeedbackTransaction,
  AnnouncementTransaction
{}
