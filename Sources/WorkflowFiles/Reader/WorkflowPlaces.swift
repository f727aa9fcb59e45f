package import Expression

/// Where the parts of a workflow stand in its files, for findings that come after reading.
package struct WorkflowPlaces: Sendable {
  /// By state, as in the statechart; the first is the file.
  package internal(set) var states: [SourcePlace] = []
  /// By transition, as in the statechart.
  package internal(set) var transitions: [TransitionPlaces] = []
  /// By field: its name.
  package internal(set) var fields: [SourcePlace] = []
  /// By party: its id.
  package internal(set) var parties: [SourcePlace] = []
  /// By clock: its id.
  package internal(set) var clocks: [SourcePlace] = []
  /// By name: the beginning of the message's file.
  package internal(set) var templates: [String: SourcePlace] = [:]
  /// By effect: every action that asks for it.
  package internal(set) var effects: [[SourcePlace]] = []
  /// By property.
  package internal(set) var properties: [SourcePlace] = []
  /// Every event that the workflow sends itself.
  package internal(set) var events: [EventMention] = []
  /// Every `cancel`: the id that it names.
  package internal(set) var cancels: [CancelMention] = []
  /// Every expression, in the order in which they were read.
  package internal(set) var expressions: [ExpressionMention] = []
}

/// Where the parts of one transition stand.
package struct TransitionPlaces: Sendable {
  /// The transition itself.
  package let transition: SourcePlace
  /// What calls it: the event, the delay, or the key that stands for it.
  package let trigger: SourcePlace
  /// Its guard; nil where it has none.
  package let `guard`: SourcePlace?
  /// Its targets.
  package let targets: [SourcePlace]
  /// The events that its `not-by` names.
  package internal(set) var notBy: [Located<String>] = []
}

/// An event that a workflow raises or sends itself.
package struct EventMention: Sendable {
  package let name: String
  package let place: SourcePlace
  /// The number of the state whose actions do it.
  package let state: Int
  /// The id of a delayed one, by which `cancel` would know it.
  package let sendID: String?
}

/// A `cancel` of a delayed event.
package struct CancelMention: Sendable {
  /// The id of the `send` that is meant.
  package let id: String
  package let place: SourcePlace
}

/// An expression, and where it stands.
package struct ExpressionMention: Sendable {
  package let expression: Expression
  package let text: ExpressionText

  /// Where it begins.
  package var place: SourcePlace { text.place(at: 0) }
}
