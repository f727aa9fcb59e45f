import ArgumentParser

/// `recourse audit`: the journal as evidence.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Exports the journal, verifies it, and erases what is personal in it.",
    subcommands: [AuditExport.self, AuditHeads.self, AuditVerify.self, AuditErase.self])
}
