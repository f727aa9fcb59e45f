import ArgumentParser

/// `recourse case`: casework from the command line.
struct CaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Opens cases, moves them on, and shows where they stand.",
    subcommands: [
      CaseOpen.self, CaseList.self, CaseShow.self, CaseSend.self, CasePause.self, CaseResume.self, CaseHistory.self,
    ])
}
