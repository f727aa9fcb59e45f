import ArgumentParser

/// `recourse timers`: timers that are overdue, or whose step was refused.
struct TimersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timers", abstract: "Looks after timers that are overdue or could not fire.",
    discussion: """
      A timer whose step is refused is parked with its reason and tried again each hour, and hinders nothing else.

      Example: recourse timers list
      """,
    subcommands: [TimersList.self, TimersRetry.self, TimersSkip.self, TimersCancel.self])
}
