import ArgumentParser

/// `OLD=NEW` on the command line: two states.
struct StatePair: ExpressibleByArgument {
  let old: String
  let new: String

  init?(argument: String) {
    let words = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 2, words.allSatisfy({ !$0.isEmpty }) else { return nil }
    (old, new) = (words[0], words[1])
  }
}
