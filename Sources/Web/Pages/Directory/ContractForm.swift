import Casework
import CivilTime
import Engine
import Expression

/// The form of a contract.
struct ContractForm: Sendable {
  typealias Problems = [(field: String, problem: String)]

  let reach: DirectoryReach
  let typed: FormValues
  var problems: Problems = []

  private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.problem }

  private func question(_ field: String, _ label: String, hint: String? = nil, isOptional: Bool = false) -> Question {
    Question(
      field, label, hint: hint, error: problem(field), value: typed[field] ?? "", isOptional: isOptional)
  }

  func html(isNew: Bool) -> HTML {
    let reference: HTML =
      isNew
      ? Control.text(question("reference", "Reference", hint: "Its name in the authority's papers."), width: 20) : .none
    return reference + Control.text(question("title", "Title"))
      + Control.text(question("authority", "Authority", hint: "Its title as the registers have it."))
      + Control.text(question("prime-contractor", "Prime contractor"))
      + Control.text(question("value", "Value in pounds", isOptional: true), width: 10, inputMode: "decimal")
      + Control.select(
        question("manager-role", "Who runs it"), reach.facts.roles.map { Control.Choice($0.id, $0.title) })
      + DateFields.control(question("valid-from", "First day", isOptional: true), typed)
      + DateFields.control(question("valid-to", "Last day", isOptional: true), typed)
  }

  /// The contract that was typed; nil with everything that is wrong with it.
  func contract(isNew: Bool) -> (contract: Contract?, problems: Problems) {
    var problems: Problems = []
    func text(_ field: String, _ missing: String) -> String {
      let text = typed.text(field) ?? ""
      if text.isEmpty || text.count > 300 || text.contains(where: \.isNewline) { problems.append((field, missing)) }
      return text
    }
    let reference = text("reference", "Enter the reference, in 300 characters or fewer")
    if isNew, reach.facts.contracts.contains(where: { $0.key == Directory.key(reference) }) {
      problems.append(("reference", "A contract of that reference is there already; open that one"))
    }
    let title = text("title", "Enter the title, in 300 characters or fewer")
    let authority = typed.text("authority").flatMap { reach.facts.names.organisation(named: $0)?.title }
    if authority == nil { problems.append(("authority", "Enter the authority as the registers have it")) }
    let prime = text("prime-contractor", "Enter the prime contractor, in 300 characters or fewer")
    let value = typed.text("value").map { $0.replacing(",", with: "").replacing("£", with: "") }
    let amount = value.flatMap { Decimal($0) }
    if let value, amount == nil || value.hasPrefix("-") {
      problems.append(("value", "Enter the value as a number, such as 4200000"))
    }
    let role = typed.text("manager-role") ?? ""
    if !reach.facts.roles.contains(where: { $0.id == role }) { problems.append(("manager-role", "Choose who runs it")) }
    let (from, to) = (DateFields.text("valid-from", typed), DateFields.text("valid-to", typed))
    let (first, last) = (CivilDate(iso8601: from), CivilDate(iso8601: to))
    if !from.isEmpty, first == nil {
      problems.append(("valid-from", "The first day must be a real day, such as 3 8 2026"))
    }
    if !to.isEmpty, last == nil { problems.append(("valid-to", "The last day must be a real day, such as 14 8 2026")) }
    if let first, let last, last < first {
      problems.append(("valid-to", "The last day must not be before the first"))
    }
    guard problems.isEmpty, let authority else { return (nil, problems) }
    return (
      Contract(
        reference: reference, title: title, authority: authority, primeContractor: prime, value: amount,
        managerRole: role, validFrom: first, validTo: last), []
    )
  }
}
