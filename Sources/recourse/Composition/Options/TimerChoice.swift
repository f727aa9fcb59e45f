import ArgumentParser
import Casework

/// `POLICY` or `STATE=POLICY` on the command line: what becomes of timers when cases are migrated.
struct TimerChoice: ExpressibleByArgument {
  /// Nil for every state that is not named.
  let state: String?
  let policy: TimerPolicy

  init?(argument: String) {
    let words = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard let policy = words.last.flatMap(TimerPolicy.init(rawValue:)), words.count <= 2, words[0] != "" else {
      return nil
    }
    state = words.count == 2 ? words[0] : nil
    self.policy = policy
  }
}
