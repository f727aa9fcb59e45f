/// What a concern may be about, in the words of those who have it, and the workflow that fits.
struct RaiseTopic: Sendable, Hashable {
  let workflow: String
  let label: String
  let hint: String

  static let all = [
    RaiseTopic(
      workflow: "supply-chain-concern", label: "A prime contractor on a government contract",
      hint: "You supply it, directly or further down, and it does not treat you fairly."),
    RaiseTopic(
      workflow: "authority-concern", label: "A public body itself",
      hint: "How it buys, decides who wins, or manages its contract with you."),
    RaiseTopic(
      workflow: "late-payment", label: "An invoice that is not paid on time",
      hint: "Nobody has told you that anything is wrong with it. If it is disputed, choose one of the others."),
  ]

  /// What is none of these.
  static let other = "other"
}
