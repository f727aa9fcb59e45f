package import Expression
package import Statechart
package import WorkingTime

/// One version of a process, read and checked: the statechart, and what people need to know about its parts.
package final class Workflow: Sendable {
  package let name: String
  package let title: String
  package let description: String?
  package let tags: [String]
  package let digest: WorkflowDigest
  /// The name of the calendar that counts its working days.
  package let calendar: String
  /// How an arrival out of hours counts.
  package let receipt: ReceiptRule?
  /// How its working days are counted where a delay does not say.
  package let counting: CountingRule
  /// The longest time for which a case may stand paused.
  package let longestPause: Delay?
  /// The fields that whoever opens a case fills in, by number; empty where the workflow does not say.
  package let openingForm: [Int]
  package let fields: [DataField]
  package let parties: [Party]
  /// What the case says of whom it complains of: nobody of the directory who is named there is ever asked.
  package let complainedOf: [Expression]
  /// What expressions see of the parties that are the same for every case, the scheme's own; nil for the others.
  let ownParties: [Value?]
  package let clocks: [CaseClock]
  /// How a closed case is taken up again; nil where it is not.
  package let reopening: Reopening?
  /// The events of which the case remembers who sent them, as some `not-by` asks for it.
  package let watchedEvents: Set<String>
  package let chart: Statechart
  /// By state, in document order, as in `chart.states`.
  package let stateNotes: [StateNote]
  /// By transition, as in `chart.transitions`.
  package let transitionNotes: [TransitionNote]
  /// What `Action.perform` counts into.
  package let effects: [EffectTemplate]
  package let templates: [String: MessageTemplate]
  /// What must hold for every case; no step asks for it.
  package let properties: [Property]

  package init(
    name: String, title: String, description: String? = nil, tags: [String] = [], digest: WorkflowDigest,
    calendar: String,
    receipt: ReceiptRule?, counting: CountingRule = .following, longestPause: Delay? = nil, openingForm: [Int] = [],
    fields: [DataField], parties: [Party], complainedOf: [Expression] = [], clocks: [CaseClock],
    reopening: Reopening? = nil, chart: Statechart, stateNotes: [StateNote],
    transitionNotes: [TransitionNote], effects: [EffectTemplate], templates: [String: MessageTemplate],
    properties: [Property] = []
  ) {
    precondition(stateNotes.count == chart.states.count, "every state has a note")
    precondition(transitionNotes.count == chart.transitions.count, "every transition has a note")
    self.name = name
    self.title = title
    self.description = description
    self.tags = tags
    self.digest = digest
    self.calendar = calendar
    self.receipt = receipt
    self.counting = counting
    self.longestPause = longestPause
    self.openingForm = openingForm
    self.fields = fields
    self.parties = parties
    self.complainedOf = complainedOf
    ownParties = parties.map { $0.isStaff ? $0.value(named: $0.title) : nil }
    self.clocks = clocks
    self.reopening = reopening
    watchedEvents = Set(transitionNotes.flatMap(\.notBy))
    self.chart = chart
    self.stateNotes = stateNotes
    self.transitionNotes = transitionNotes
    self.effects = effects
    self.templates = templates
    self.properties = properties
  }

  /// The party of that name; nil where the workflow speaks of none.
  package func party(named id: String) -> Party? { parties.first { $0.id == id } }
}
