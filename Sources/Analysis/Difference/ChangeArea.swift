/// What a change is about: the most harmful first, as it is for those whom a case concerns.
package enum ChangeArea: Int, Sendable, Hashable, Comparable, CaseIterable {
  case steps, deadlines, permissions, messages, actions, data, words, unnamed

  package static func < (left: ChangeArea, right: ChangeArea) -> Bool { left.rawValue < right.rawValue }

  package var title: String {
    switch self {
    case .steps: "Steps, escalation and ends"
    case .deadlines: "Deadlines and clocks"
    case .permissions: "Who may do what, and who is asked"
    case .messages: "Consent and messages"
    case .actions: "What is done on the way"
    case .data: "Forms and data"
    case .words: "Words"
    case .unnamed: "Changed in a way that has no sentence"
    }
  }

  /// A stable word for programs.
  package var code: String {
    switch self {
    case .steps: "steps"
    case .deadlines: "deadlines"
    case .permissions: "permissions"
    case .messages: "messages"
    case .actions: "actions"
    case .data: "data"
    case .words: "words"
    case .unnamed: "unnamed"
    }
  }
}
