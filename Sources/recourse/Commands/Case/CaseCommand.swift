import ArgumentParser

/// `recourse case`: casework from the command line.
struct CaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Opens cases, moves them on, and shows where they stand.",
    subcommands: [
      CaseOpen.self, CaseList.self, CaseShow.self, CaseSend.self, CaseAssign.self, CaseClaim.self, CaseHandover.self,
      CaseNote.self, CaseAttach.self, CaseAttachment.self, CasePause.self, CaseResume.self, CaseExtend.self,
      CaseLinkCommand.self, CaseMerge.self, CaseWithdraw.self, CaseReopen.self, CaseInterest.self, CaseExport.self,
      CaseHistoryCommand.self, CaseForecast.self, CaseExplain.self,
    ])
}
