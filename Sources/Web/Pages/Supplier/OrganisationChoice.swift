import Casework
import Engine

/// An organisation that somebody types by name, where several that we know are like it: one of them is chosen then.
struct OrganisationChoice: Sendable {
  let field: String
  let typed: String
  /// Known names that are like it.
  let like: [String]

  private static let most = 10
  private static let none = "none of these"

  /// What a form says of an organisation: a name to go on with, or a choice to be made first.
  enum Answer: Sendable {
    case name(String?)
    case choice(OrganisationChoice)
  }

  /// - Parameter known: every name that we know.
  static func read(_ field: DataField, _ form: FormValues, known: [String]) -> Answer {
    guard let typed = form.text(field.name) else { return .name(nil) }
    if form["\(field.name)-asked"] == typed, let picked = form.text("\(field.name)-pick") {
      return .name(picked == none ? typed : known.contains(picked) ? picked : typed)
    }
    let key = Directory.key(typed)
    if let same = known.first(where: { Directory.key($0) == key }) { return .name(same) }
    let words = key.split(separator: " ")
    let like = known.filter { name in
      let key = Directory.key(name)
      return words.allSatisfy { key.contains($0) }
    }
    guard !like.isEmpty else { return .name(typed) }
    return .choice(OrganisationChoice(field: field.name, typed: typed, like: Array(like.prefix(most))))
  }

  var problem: FieldProblem { FieldProblem(field: "\(field)-pick", problem: "Choose the organisation that you mean") }

  var html: HTML {
    let question = Question("\(field)-pick", "Which of these do you mean?", error: problem.problem)
    let choices =
      like.map { Control.Choice($0, $0) } + [Control.Choice(Self.none, "None of these: keep what I typed")]
    return "<input type=\"hidden\" name=\"\(field)-asked\" value=\"\(typed)\">" + Control.radios(question, choices)
  }

  /// Every name that the registers and the directory have.
  static func known(to site: Site) async throws -> [String] {
    try await site.store.transaction { transaction in
      let registered = try transaction.organisations().filter { !$0.isClosed }.map(\.title)
      return Set(registered + (try transaction.contacts().map(\.organisation))).sorted()
    }
  }
}
