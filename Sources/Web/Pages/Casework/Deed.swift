import Casework
import Engine

/// Something that staff do with any case, each on a page of its own.
enum Deed: String, Sendable, CaseIterable {
  case note, attach, assign, claim, pause, resume, extend, interest, lift, link, merge, reopen

  /// What the page is called.
  var title: String {
    switch self {
    case .note: "Write a note"
    case .attach: "Add a document"
    case .assign: "Give the case to somebody"
    case .claim: "Take the case"
    case .pause: "Pause the case"
    case .resume: "Resume the case"
    case .extend: "Extend the deadline"
    case .interest: "Declare an interest"
    case .lift: "Withdraw a declared interest"
    case .link: "Link another case"
    case .merge: "Merge into another case"
    case .reopen: "Reopen the case"
    }
  }

  var button: String {
    switch self {
    case .note: "Save the note"
    case .attach: "Add the document"
    case .assign: "Give it"
    case .claim: "Take it"
    case .pause: "Pause"
    case .resume: "Resume"
    case .extend: "Extend"
    case .interest: "Declare it"
    case .lift: "Withdraw it"
    case .link: "Link"
    case .merge: "Merge"
    case .reopen: "Reopen"
    }
  }

  /// What it means, above the form.
  var explanation: String {
    switch self {
    case .note: "A note is kept in the history and can't be changed. An internal note is for colleagues alone."
    case .attach: "\(DocumentCheck.kindWords); at most 20 MB. It is kept with its digest and can't be changed."
    case .assign: "Whoever gets it finds it under “Mine”."
    case .claim: "You find it under “Mine” then."
    case .pause: "Its deadlines stand still until somebody resumes it. The history says why."
    case .resume: "Its deadlines run on, each with what was left of it."
    case .extend: "A second person must have approved it. Whoever is waited for is not told by this alone."
    case .interest: "Whoever has a stake in a case neither sees it nor decides anything in it from then on."
    case .lift: "Never the person concerned: a second person says that there is no interest any more."
    case .link: "Both cases show the link."
    case .merge: "This case closes, and is gone on with as the other one. It can't be undone."
    case .reopen: "It goes on at the step that its workflow names for this."
    }
  }

  /// Whether it depends on how the case stands, so that a page that is out of date must not do it.
  var dependsOnRevision: Bool {
    switch self {
    case .note, .attach, .interest, .link: false
    case .assign, .claim, .pause, .resume, .extend, .lift, .merge, .reopen: true
    }
  }

  /// What comes into question for a case as it stands.
  static func available(in file: CaseFile) -> [Deed] {
    let current = file.case
    // What was emptied takes nothing more that people say.
    guard !current.isErased else { return [.link] }
    guard current.closedAt == nil else {
      let reopens = file.workflow.reopening.map { !$0.roles.allSatisfy { !file.user.roles.contains($0) } } ?? false
      return [.note, .link] + (reopens && current.mergedInto == nil ? [.reopen] : [])
    }
    var deeds: [Deed] = [.note, .attach, current.assignee == nil ? .claim : .assign]
    if current.assignee == nil { deeds.append(.assign) }
    deeds += [current.pause == nil ? .pause : .resume, .extend, .link, .merge, .interest]
    return deeds
  }

  var notice: CaseNotice {
    switch self {
    case .note: .note
    case .attach: .attach
    case .assign: .assign
    case .claim: .claim
    case .pause: .pause
    case .resume: .resume
    case .extend: .extend
    case .interest: .interest
    case .lift: .lift
    case .link: .link
    case .merge: .merge
    case .reopen: .reopen
    }
  }
}
