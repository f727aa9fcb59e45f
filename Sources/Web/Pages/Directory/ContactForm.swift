import Casework
import Cryptography
import Engine

/// The form in which a contact is added or changed.
struct ContactForm: Sendable {
  let reach: DirectoryReach
  var draft: ContactDraft
  /// The dates as they were typed, by `NAME-day` and so on.
  var typed = FormValues()
  var problems = ContactDraft.Problems()

  /// What was typed.
  init(_ reach: DirectoryReach, _ form: FormValues) {
    self.reach = reach
    typed = form
    draft = ContactDraft()
    draft.organisation = form.text("organisation") ?? ""
    draft.role = form.text("role") ?? ""
    draft.name = form.text("name") ?? ""
    draft.email = form.text("email") ?? ""
    draft.telephone = form.text("telephone") ?? ""
    draft.contract = form.text("contract") ?? ""
    draft.validFrom = DateFields.text("valid-from", form)
    draft.validTo = DateFields.text("valid-to", form)
    draft.awayFrom = DateFields.text("away-from", form)
    draft.awayTo = DateFields.text("away-to", form)
    draft.deputy = form.text("deputy") ?? ""
  }

  init(_ reach: DirectoryReach, _ draft: ContactDraft) {
    self.reach = reach
    self.draft = draft
    for (name, day) in [
      ("valid-from", draft.validFrom), ("valid-to", draft.validTo), ("away-from", draft.awayFrom),
      ("away-to", draft.awayTo),
    ] { DateFields.fill(name, day, &typed) }
  }

  /// What tells an entry from the same one after a change, so that nobody overwrites what he has not seen.
  static func seen(_ contact: Contact?) -> String {
    guard let contact else { return "" }
    let draft = ContactDraft(contact)
    return Hexadecimal.text(of: SHA256.digest(of: Array("\(draft)".utf8)).prefix(12))
  }

  var errors: [(field: String, problem: String)] { problems.list.map { ($0.field, $0.problem) } }

  /// The fields of a post. Days away have a page of their own, as they hold for all posts of a person.
  func post(isNew: Bool) -> HTML {
    let organisations = reach.organisations
    let known = organisations.first { $0.identity == reach.facts.names.identity(of: draft.organisation) }
    let organisation: HTML
    if organisations.count == 1, isNew || known != nil {
      organisation = "<input type=\"hidden\" name=\"organisation\" value=\"\(organisations[0].title)\">"
    } else if reach.identities == nil {
      organisation = Control.text(
        Question(
          "organisation", "Organisation", hint: "Its title as the registers have it.", error: problems["organisation"],
          value: known?.title ?? draft.organisation))
    } else {
      organisation = Control.select(
        Question("organisation", "Organisation", error: problems["organisation"], value: known?.title ?? ""),
        organisations.map { Control.Choice($0.title, $0.title) })
    }
    return organisation
      + Control.text(
        Question("name", "Full name", error: problems["name"], value: draft.name), autocomplete: "off", width: 30)
      + Control.text(
        Question(
          "email", "Email address", hint: "We send an email there first, and ask whether it arrives.",
          error: problems["email"], value: draft.email), type: "email", autocomplete: "off", width: 30)
      + Control.text(
        Question("telephone", "Telephone", error: problems["telephone"], value: draft.telephone, isOptional: true),
        type: "tel", autocomplete: "off", width: 20)
      + Control.radios(
        Question("role", "Post", error: problems["role"], value: draft.role),
        reach.facts.roles.map { Control.Choice($0.id, $0.title) })
      + contract + days
  }

  private var contract: HTML {
    let contracts = identities.flatMap { reach.facts.contracts(of: $0) }
    guard !contracts.isEmpty else { return .none }
    let chosen = contracts.first { $0.key == Directory.key(draft.contract) }?.reference ?? ""
    return Control.select(
      Question(
        "contract", "Which contract", hint: "Whoever answers for one contract alone is asked about it first.",
        error: problems["contract"], value: chosen),
      contracts.map { Control.Choice($0.reference, "\($0.reference): \($0.title)") }, empty: "The whole organisation")
  }

  private var days: HTML {
    Block.details(
      "First and last day in post",
      DateFields.control(
        Question(
          "valid-from", "First day in post", hint: "Left empty, it is long since.", error: problems["valid-from"],
          isOptional: true), typed)
        + DateFields.control(
          Question(
            "valid-to", "Last day in post", hint: "Left empty, no end is known.", error: problems["valid-to"],
            isOptional: true), typed),
      isOpen: ["valid-from", "valid-to"].contains { problems[$0] != nil }
        || !draft.validFrom.isEmpty || !draft.validTo.isEmpty)
  }

  /// Whose contracts and people are offered: all of theirs or, for whoever may see everything, the contact's own.
  private var identities: [String] {
    reach.identities.map { $0.sorted() }
      ?? (draft.organisation.isEmpty ? [] : [reach.facts.names.identity(of: draft.organisation)])
  }

  /// The fields of an absence.
  var away: HTML {
    let near = Set(identities)
    let others = reach.facts.contacts.filter {
      near.contains(reach.facts.names.identity(of: $0.organisation)) && $0.address != EmailAddress.key(draft.email)
        && $0.isValid(on: reach.facts.today)
    }
    var seen: Set<String> = []
    let people = others.filter { seen.insert($0.address).inserted }.sorted { $0.name < $1.name }
    return DateFields.control(
      Question("away-from", "First day away", error: problems["away-from"]), typed)
      + DateFields.control(
        Question(
          "away-to", "Last day away", hint: "Left empty, it is until further notice.", error: problems["away-to"],
          isOptional: true), typed)
      + Control.select(
        Question(
          "deputy", "Who stands in", error: problems["deputy"], value: EmailAddress.key(draft.deputy)),
        people.map { Control.Choice($0.address, "\($0.name), \(reach.facts.title(ofRole: $0.role))") },
        empty: "The next in the same post")
  }
}
