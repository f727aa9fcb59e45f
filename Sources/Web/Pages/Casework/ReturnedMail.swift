import Casework
import Engine

/// What is said on top of a case whose mail comes back: whom it does not reach, and what to do instead.
struct ReturnedMail {
  let file: CaseFile

  var html: HTML { file.case.returned.map(warning).joined() }

  /// Whether what is said here is why a person has to look.
  func tells(_ reason: String) -> Bool {
    file.case.returned.contains { approach in
      file.workflow.party(named: approach.party).map { Case.returnReason(to: $0.title) } == reason
    }
  }

  private func warning(_ approach: Approach) -> HTML {
    let title = file.workflow.party(named: approach.party).map { ChoiceWords.within($0.title) } ?? approach.party
    let address: HTML = isShown(approach.party) ? " (\(approach.address))" : .none
    return """
      <div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><div \
      class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span>Mail to the \(title)\(address) \
      comes back: there is no such address, and what we wrote was not read.\(way(approach.party))</div></div>
      """
  }

  private func isShown(_ party: String) -> Bool {
    guard let party = file.workflow.party(named: party) else { return false }
    return file.mayWork && file.door.name(of: party) != nil
  }

  /// By what else they can be reached, and where another address goes.
  private func way(_ party: String) -> HTML {
    guard file.mayWork else { return .none }
    var words = HTML.none
    if party == FollowedCase.role {
      words +=
        telephone.map { " Call them on <span class=\"app-nowrap\">\($0)</span>." } ?? " They gave no telephone number."
    }
    guard let event = offered else { return words }
    return words + " \(Control.link("\(file.address)/do/\(FormValues.encoded(event.name))", event.title))."
  }

  private var telephone: String? {
    guard let number = file.workflow.fields.firstIndex(where: { $0.name == "supplier_telephone" }),
      file.door.shows(field: number), case .string(let text) = file.case.session.data[number],
      !text.allSatisfy(\.isWhitespace)
    else { return nil }
    return text
  }

  private var offered: OfferedEvent? {
    file.workflow.offeredEvents(in: file.case, to: file.user.roles, person: file.user.name, file.facts)
      .first { $0.name == FollowedCase.addressEvent }
  }
}
