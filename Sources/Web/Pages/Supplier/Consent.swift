import Casework
import CivilTime
import JSON

/// What a supplier has allowed: to whom we may name it, and what taking that back can still stop.
struct Consent: Sendable {
  let field: DataField
  /// The parties that may be told.
  let audiences: [Party]
  let isGiven: Bool
  /// When we last wrote to one of them; nil where we never did.
  let lastWritten: Instant?

  /// The field's title speaks for the supplier, who here reads it.
  static func title(_ field: DataField) -> String {
    field.title.replacing("name us", with: "name you").replacing("You may", with: "We may")
      .replacing("our invoice", with: "your invoice")
  }

  /// What the workflow's own rules say: nobody of these is told who a party is unless a field is yes.
  static func all(of followed: FollowedCase) -> [Consent] {
    let workflow = followed.workflow
    var consents: [Consent] = []
    for property in workflow.properties {
      guard case .never(.named(let party, let audiences), _) = property.rule, party == FollowedCase.role,
        let limit = property.limit, !limit.outcome,
        let field = workflow.fields.first(where: { "data.\($0.name)" == limit.condition.source })
      else { continue }
      let written = followed.letters { audiences.contains($0) }.filter(\.isSent).map(\.at).max()
      consents.append(
        Consent(
          field: field, audiences: audiences.compactMap { workflow.party(named: $0) },
          isGiven: followed.value(field) == true, lastWritten: written))
    }
    return consents
  }

  private var names: String { Self.names(audiences) }

  /// Such as "the prime contractor and the authority".
  static func names(_ audiences: [Party]) -> String {
    let titles = audiences.map { "the \(ChoiceWords.within($0.title))" }
    guard let last = titles.last, titles.count > 1 else { return titles.first ?? "nobody" }
    return titles.dropLast().joined(separator: ", ") + " and " + last
  }

  /// What stands, and what a change would still do: said plainly, as what is known can't be made unknown.
  var words: String {
    switch (isGiven, lastWritten) {
    case (true, let written?):
      """
      You have allowed us to name you to \(names). We last wrote to them on \(DayWords.day(written)), so they may know \
      already. If you say no now, we will not name you in anything that we send from now on; what they know we can’t take \
      back.
      """
    case (true, nil):
      "You have allowed us to name you to \(names). We have not written to them yet: if you say no now, they won’t learn it from us."
    case (false, let written?):
      """
      We don’t name you to \(names). We wrote to them on \(DayWords.day(written)) about the concern. In a short supply chain \
      the facts alone can show who you are.
      """
    case (false, nil): "We don’t name you to \(names)."
    }
  }
}
