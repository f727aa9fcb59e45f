import ArgumentParser

/// `recourse timers retry`.
struct TimersRetry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Fires overdue timers now; one that is refused again stays parked.",
    discussion:
      "Example: recourse timers retry --all-parked --reason \"The directory has a contact again\"")

  @OptionGroup var order: TimerOrderOptions

  func run() async throws { try await order.carryOut(.retry) }
}

/// `recourse timers skip`.
struct TimersSkip: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "Lets timers pass without what they would do, and goes on with what comes next.",
    discussion: """
      The case's other timers run on. What a workflow sends itself after a delay begins that delay anew, so that what \
      repeats goes on.

      Example: recourse timers skip 7KQ-4FM-X2PC --timer with-prime.remind.1 --reason "They were telephoned"
      """)

  @OptionGroup var order: TimerOrderOptions

  func run() async throws { try await order.carryOut(.skip) }
}

/// `recourse timers cancel`.
struct TimersCancel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Ends timers for good. Look afterwards whether the case still waits for anything.",
    discussion:
      "Example: recourse timers cancel 7KQ-4FM-X2PC --timer supplier-update --reason \"Written by hand\""
  )

  @OptionGroup var order: TimerOrderOptions

  func run() async throws { try await order.carryOut(.cancel) }
}
