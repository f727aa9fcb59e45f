import ArgumentParser
import Foundation

/// The one program: server, worker, and every tool of operators and case managers.
@main
struct Recourse: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recourse",
    abstract: "Runs the escalation of concerns in public supply chains.",
    discussion: """
      Without --database, recourse keeps everything in a PostgreSQL of its own, which it makes, starts and stops itself.

      Example: recourse up --demo
      """,
    version: Release.version,
    subcommands: [
      Up.self, Serve.self, Work.self, Db.self, Check.self, Diff.self, Schema.self, Test.self, Simulate.self,
      Diagram.self,
      Evaluate.self,
      Due.self, Deploy.self, WhatIf.self, MigrateCases.self, CaseCommand.self, TimersCommand.self, OutboxCommand.self,
      CalendarsCommand.self,
      Contacts.self, Contracts.self, Organisations.self, Workflows.self, ClockCommand.self, Nodes.self,
      WebhooksCommand.self, AuditCommand.self, Doctor.self, Bench.self, UserCommand.self, TokenCommand.self,
    ])

  /// Exit status: 0 done, 1 the answer is no, 2 wrong usage, 70 a fault of ours.
  static func main() async {
    // A reader that goes away (as `head` does) is no fault: writing then fails, and the program ends quietly.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let answer as Answer {
      if let message = answer.message { Shell.complain(message) }
      Foundation.exit(answer.status)
    } catch {
      end(with: error)
    }
  }

  private static func end(with error: any Error) -> Never {
    if error is CleanExit || error is ExitCode || isUsage(error) {
      let message = fullMessage(for: error)
      let status = exitCode(for: error)
      if status == .success {
        Shell.print(message)
        Foundation.exit(0)
      }
      if !message.isEmpty { Shell.complain(message) }
      Foundation.exit(status == .validationFailure ? 2 : status.rawValue)
    }
    let answer = Answer(to: error)
    if let message = answer.message { Shell.complain(message) }
    Foundation.exit(answer.status)
  }

  /// Whether the error is the argument parser's own: help that was asked for, or words that it can't take.
  private static func isUsage(_ error: any Error) -> Bool {
    exitCode(for: error) != .failure
  }
}
