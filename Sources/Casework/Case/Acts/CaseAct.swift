/// Something that the scheme's own people do with a case beside the workflow's events: the same for every workflow.
package enum CaseAct: Sendable, Hashable {
  case assign(CaseAssignment)
  /// A remark for colleagues, or, where it is disclosable, one that those concerned may read some day.
  case note(String, isDisclosable: Bool)
  case attach(Attachment)
  case extend(DeadlineExtension)
  /// A person says that he has a stake in the case: from then on he is barred from it.
  case declareInterest(person: String, reason: String)
  /// Somebody else finds that the stake is none any more.
  case withdrawInterest(person: String, reason: String)
  /// This case has to do with another one.
  case link(to: CaseID, CaseLink.Relation)
  /// This case closes and is gone on with as another one.
  case merge(into: CaseID)
  /// Mail to a party came back for good: the party can't be reached where the case says.
  case mailCameBack(CaseAct.Returned)
  /// A closed case is taken up again.
  case reopen(reason: String)

  /// Its name in histories and refusals.
  package var name: String {
    switch self {
    case .assign: "assign"
    case .note: "note"
    case .attach: "attach"
    case .extend: "extend"
    case .declareInterest: "declare-interest"
    case .withdrawInterest: "withdraw-interest"
    case .link: "link"
    case .merge: "merge"
    case .mailCameBack: "mail-came-back"
    case .reopen: "reopen"
    }
  }

  /// The kind of its line in the history.
  package var journalKind: JournalEntry.Kind {
    switch self {
    case .assign: .assigned
    case .note: .noted
    case .attach: .attached
    case .extend: .extended
    case .declareInterest, .withdrawInterest, .mailCameBack: .declared
    case .link: .linked
    case .merge: .merged
    case .reopen: .reopened
    }
  }

  /// A message of the case that came back.
  package struct Returned: Sendable, Hashable {
    /// To whom it went.
    package let party: String
    /// The revision that wrote it, and its place among the revision's messages.
    package let revision: Int
    package let position: Int

    package init(party: String, revision: Int, position: Int) {
      (self.party, self.revision, self.position) = (party, revision, position)
    }
  }
}
