package import Casework
package import Engine
import Expression

/// The one door to who raised a case: whoever shows a confidential party's name, or a field that tells it, asks here
/// first, and notes the reading with `note`.
///
/// Case workers without a declared interest may know it, whoever follows the case knows it, and anybody else only by
/// what the workflow promises and the supplier has agreed to.
package struct IdentityDoor: Sendable {
  private let workflow: Workflow
  private let `case`: Case
  /// The parties whose names are shown.
  private let open: Set<String>
  /// The numbers of the fields that stay closed.
  private let closedFields: Set<Int>
  /// Who is named in the log of readings; nil for those whose own case it is.
  private let reader: String?

  /// - Parameter role: in which role a contact reads; nil for everybody else.
  package init(_ workflow: Workflow, _ case: Case, for principal: Principal, as role: String? = nil) {
    self.workflow = workflow
    self.case = `case`
    let confidential = workflow.confidentialParties
    let shown: [Party]
    switch principal {
    case .nobody: (shown, reader) = ([], nil)
    case .supplier(let id): (shown, reader) = (id == `case`.id ? confidential : [], nil)
    case .contact(let address):
      shown = role.map { role in confidential.filter { workflow.mayName($0.id, to: role, in: `case`) } } ?? []
      reader = address
    case .staff(let user), .program(_, let user):
      let isCaseWorker = Permission.workCases.isGiven(to: user) && !`case`.isBarred(user.name)
      (shown, reader) = (isCaseWorker ? confidential : [], user.name)
    }
    open = Set(shown.map(\.id))
    closedFields = confidential.filter { !shown.map(\.id).contains($0.id) }
      .reduce(into: Set()) { $0.formUnion(workflow.identifyingFields(of: $1)) }
  }

  /// Whether anything confidential is shown at all, so that the reading has to be noted.
  package var isOpen: Bool { !open.isEmpty }

  /// What a party is called; nil where it is confidential to the reader, or the case does not say.
  package func name(of party: Party) -> String? {
    party.isConfidential && !open.contains(party.id) ? nil : workflow.name(of: party, in: `case`)
  }

  /// Whether a field's value may be shown.
  package func shows(field number: Int) -> Bool { !closedFields.contains(number) }

  /// Who raised the case: the workflow's first confidential party, and no other where the case does not name that one.
  package var whoRaisedIt: String? { workflow.confidentialParties.first.flatMap { name(of: $0) } }

  /// Notes that the reader was shown it.
  ///
  /// - Parameter purpose: such as `page` or `export`.
  package func note(_ purpose: String, in transaction: any StoreTransaction) throws {
    guard isOpen, let reader else { return }
    try transaction.noteIdentityRead(of: `case`.id, by: reader, for: purpose)
  }
}
