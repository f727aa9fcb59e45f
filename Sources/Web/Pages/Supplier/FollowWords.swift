import Casework

/// What whoever raised a case reads in place of the words that a workflow has for staff.
enum FollowWords {
  /// What a step is called to them; the workflow's own title where that says it already.
  static func step(_ id: String, in workflow: Workflow) -> String {
    let title = workflow.chart.state(id).map { workflow.stateNotes[$0].title } ?? ChoiceWords.words(id)
    return steps[id] ?? title
  }

  /// What they may do, where the workflow's title speaks of "the supplier".
  static func deed(_ name: String, in workflow: Workflow) -> String {
    for (transition, note) in zip(workflow.chart.transitions, workflow.transitionNotes) {
      if case .event(let descriptors) = transition.trigger, descriptors.contains(where: { $0.matches(name) }),
        let title = note.title
      {
        return deed(titled: title)
      }
    }
    return ChoiceWords.words(name)
  }

  static func deed(titled title: String) -> String {
    title.replacing("the supplier's name", with: "your name").replacing("know the name", with: "know your name")
      .replacing("the supplier can be reached", with: "we can reach you")
  }

  private static let steps = [
    "triage": "We are checking whether we can take it on",
    "verify": "We are checking the invoice",
    "consent": "We are waiting for you to say who may know your name",
    "prime-confirmation": "We are waiting for you to say whether it is resolved",
    "department-confirmation": "We are waiting for you to say whether it is resolved",
    "confirmation": "We are waiting for you to say whether it is resolved",
    "paid-confirmation": "We are waiting for you to say whether you were paid",
    "no-contact": "We are looking for somebody to ask",
    "reviewing": "We are looking into it ourselves",
    "case-team-review": "We are looking into it ourselves",
    "draft-findings": "We are writing down what we found",
    "statutory-notice": "The public body has a formal notice to answer",
    "fact-check": "The public body is checking the facts",
    "approval": "A second person is checking what we found",
    "write-up": "We are writing down what we found",
    "overdue": "We are late, and the head of our team has it",
    "last-warning": "We are very late, and the head of our team has to act",
    "withdrawal": "You have withdrawn, and we are deciding whether to go on without you",
    "withdrawn": "Closed, as you withdrew it",
    "insufficient-information": "Closed, as there was not enough to go on",
    "out-of-remit": "Closed, as we can’t look into it",
    "too-old": "Closed, as it happened too long ago",
    "in-litigation": "Closed, as it is before a court",
    "merged": "Goes on together with an earlier case",
    "not-progressed": "Closed without our having got anywhere",
  ]
}
