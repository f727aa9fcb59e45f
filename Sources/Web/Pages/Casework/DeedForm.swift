import Casework
import Engine
import WorkingTime

/// The form of a deed: what it asks, and what its answers come to.
struct DeedForm {
  let deed: Deed
  let file: CaseFile
  let typed: FormValues

  /// Everything that is wrong with what was typed, in the order of the page.
  struct Problems: Error {
    var all: [(field: String, problem: String)]

    init(_ field: String, _ problem: String) { all = [(field, problem)] }
  }

  // MARK: What it asks

  func html(_ errors: [(field: String, problem: String)]) -> HTML {
    func question(_ name: String, _ label: String, hint: String? = nil, isOptional: Bool = false) -> Question {
      Question(
        name, label, hint: hint, error: errors.first { $0.field == name }?.problem, value: typed[name] ?? "",
        isOptional: isOptional)
    }
    func colleague(_ name: String, _ label: String, but person: String? = nil, hint: String? = nil) -> HTML {
      Control.select(question(name, label, hint: hint), Colleague.choices(file.colleagues.filter { $0.name != person }))
    }
    let reason = Control.area(question("reason", "Why"), rows: 3)
    switch deed {
    case .note:
      return Control.area(question("text", "Note"))
        + Control.radios(question("kind", "Who may read it"), Self.kinds)
    case .attach:
      return Control.file(question("document", "Document"))
        + Control.radios(question("kind", "Who may see it"), Self.kinds)
    case .assign:
      let nobody = Control.Choice(CaseListPages.nobody, "Nobody: back to the queue")
      // Who was told that a person is away, and sends the same again, means it.
      let anyway: HTML =
        errors.contains { $0.field == "to" } && typed.text("to") != nil
        ? "<input type=\"hidden\" name=\"anyway\" value=\"\(typed["to"])\">" : .none
      return anyway
        + Control.select(
          question("to", "Who is to look after it"), Colleague.choices(file.colleagues, file.absences) + [nobody])
        + Control.area(question("reason", "Why", isOptional: true), rows: 3)
    case .claim, .resume: return .none
    case .pause, .reopen: return reason
    case .extend:
      return Control.text(question("days", "By how many working days"), width: 3, inputMode: "numeric") + reason
        + colleague("approver", "Who has approved it", but: file.user.name, hint: "Never yourself")
    case .interest:
      return colleague("person", "Whose interest it is")
        + Control.area(question("reason", "What the interest is"), rows: 3)
    case .lift:
      return Control.select(
        question("person", "Whose interest it was"),
        file.case.interests.map { Control.Choice($0.person, file.words.person($0.person)) }) + reason
    case .link:
      return Control.text(question("other", "Reference of the other case", hint: Self.example), width: 20)
        + Control.radios(question("relation", "What it is to this case"), Self.relations)
    case .merge:
      return Control.text(question("other", "Reference of the case to go on with", hint: Self.example), width: 20)
    }
  }

  private static let example = "For example, 7KQ-4FM-X2PC"
  private static let kinds = [
    Control.Choice("internal", "Colleagues only"),
    Control.Choice("disclosable", "Colleagues, and those concerned if they ask for it"),
  ]
  private static let relations = [
    Control.Choice("related", "Related: the same matter, authority or contractor"),
    Control.Choice("follows", "Earlier: this case goes on with what it came to"),
    Control.Choice("followed-by", "Later: it goes on with what this case came to"),
  ]

  // MARK: What it comes to

  /// What is asked of the case; nil for a document, which goes another way.
  ///
  /// - Throws: `Problems`.
  func action(_ transaction: any StoreTransaction) throws -> CaseRequest.Action? {
    switch deed {
    case .note: return .act(.note(try needed("text", "Enter the note"), isDisclosable: try isDisclosable))
    case .attach: return nil
    case .assign:
      let to = try needed("to", "Choose who is to look after it")
      let person = to == CaseListPages.nobody ? nil : try Colleague.named(to, in: transaction).name
      return .act(.assign(CaseAssignment(to: person, reason: typed.text("reason"))))
    case .claim: return .act(.assign(CaseAssignment(to: file.user.name, where: .nobodys)))
    case .pause: return .pause(reason: try reason)
    case .resume: return .resume
    case .extend: return .act(.extend(try extended(transaction)))
    case .interest:
      let person = try Colleague.named(try needed("person", "Choose whose interest it is"), in: transaction)
      return .act(.declareInterest(person: person.name, reason: try needed("reason", "Enter what the interest is")))
    case .lift:
      return .act(
        .withdrawInterest(person: try needed("person", "Choose whose interest it was"), reason: try reason))
    case .link:
      let other = try self.other(transaction)
      guard let relation = typed.text("relation").flatMap(CaseLink.Relation.init(rawValue:)),
        [.related, .follows, .followedBy].contains(relation)
      else { throw Problems("relation", "Choose what it is to this case") }
      return .act(.link(to: other, relation))
    case .merge: return .act(.merge(into: try other(transaction)))
    case .reopen: return .act(.reopen(reason: try reason))
    }
  }

  /// What the engine found wrong with a field, by what the page calls it.
  func told(_ problem: FieldProblem) -> (field: String, problem: String) {
    let title: String
    switch problem.field {
    case "text": title = "The note"
    case "reason": title = "The reason"
    case "by": return ("days", "The number of working days \(problem.problem)")
    case "name": return ("document", "The document’s name \(problem.problem)")
    default: title = ChoiceWords.words(problem.field)
    }
    return (problem.field, "\(title) \(problem.problem)")
  }

  var isDisclosable: Bool {
    get throws {
      switch typed.text("kind") {
      case "internal": return false
      case "disclosable": return true
      default: throw Problems("kind", deed == .note ? "Choose who may read it" : "Choose who may see it")
      }
    }
  }

  private var reason: String { get throws { try needed("reason", "Enter the reason") } }

  private func needed(_ name: String, _ problem: String) throws -> String {
    guard let text = typed.text(name) else { throw Problems(name, problem) }
    return text.replacing("\r\n", with: "\n")
  }

  private func extended(_ transaction: any StoreTransaction) throws -> DeadlineExtension {
    guard let days = Int(try needed("days", "Enter by how many working days")), (1...250).contains(days) else {
      throw Problems("days", "The number of working days must be between 1 and 250")
    }
    let why = try reason
    let approver = try Colleague.named(try needed("approver", "Choose who has approved it"), in: transaction)
    guard !Person.isSame(approver.name, file.user.name) else {
      throw Problems("approver", "A second person must approve it")
    }
    return DeadlineExtension(by: .workingDays(days, counting: nil), reason: why, approver: approver.name)
  }

  private func other(_ transaction: any StoreTransaction) throws -> CaseID {
    let text = try needed("other", "Enter the reference of the other case")
    guard let reference = CaseReference(text), let id = try transaction.caseID(of: reference) else {
      throw Problems("other", "There is no case with this reference; check each character")
    }
    return id
  }
}
