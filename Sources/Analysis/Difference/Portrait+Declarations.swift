import Casework
import Expression
import Statechart

extension Portrait {
  func field(_ number: Int) -> [Trait] {
    let field = workflow.fields[number]
    var list = TraitList()
    list.text("the type", .data, field.type.description)
    list.text("the title", .words, field.title)
    list.text("the description", .words, field.description)
    list.flag(
      "required", .data, field.isRequired, yes: "it must be filled in", no: "it need not be filled in")
    list.expression("the value at the start", .data, workflow.chart.fields[number].initial)
    list.names("what may be chosen", .data, words: field.choices.map(\.plainText))
    list.text("the most characters", .data, field.maximumLength.map { "\($0)" })
    list.text("the least value", .data, field.minimum?.plainText)
    list.text("the largest value", .data, field.maximum?.plainText)
    list.text("what it names in the directory", .data, field.directory)
    return list.traits
  }

  func party(_ number: Int) -> [Trait] {
    let party = workflow.parties[number]
    var list = TraitList()
    list.text("the title", .words, party.title)
    list.text("the description", .words, party.description)
    list.flag(
      "confidential", .messages, party.isConfidential,
      yes: "the name is confidential: it reaches nobody without consent and is never published",
      no: "the name is not confidential")
    list.flag(
      "staff", .permissions, party.isStaff, yes: "these are the scheme's own staff",
      no: "these are not the scheme's own staff")
    list.text("the role that is asked for in the directory", .permissions, party.directoryRole)
    list.expression("at which organisation", .permissions, party.organisation)
    list.expression("for which contract", .permissions, party.contract)
    list.names("who is asked where nobody can be reached", .permissions, names.parties(party.otherwise))
    list.expression("the name", .messages, party.name)
    list.expression("the address", .messages, party.email)
    return list.traits
  }

  func clock(_ number: Int) -> [Trait] {
    let clock = workflow.clocks[number]
    var list = TraitList()
    list.text("the title", .words, clock.title)
    list.text("the description", .words, clock.description)
    list.length("the limit", .deadlines, length(.computed(clock.limit)))
    list.names("the states with which it starts", .deadlines, statesNamed(clock.starts))
    list.names("the states that stop it", .deadlines, statesNamed(clock.stops))
    list.names("the states in which it stands still", .deadlines, statesNamed(clock.pausesIn))
    list.names("when it warns", .deadlines, words: clock.warnAt.map { "\($0)%" })
    return list.traits
  }

  private func statesNamed(_ ids: [String]) -> [Trait.Name] { states(ids.compactMap(workflow.chart.state)) }

  func template(_ name: String) -> [Trait] {
    guard let template = workflow.templates[name] else { return [] }
    var list = TraitList()
    list.lines("the subject", .messages, [Self.text(template.subject)])
    let body = Self.text(template.body)
    list.lines("the text", .messages, body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    return list.traits
  }

  /// A template as it is written, but for its comments.
  private static func text(_ pieces: [MessageTemplate.Piece]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .insert(let expression): "{{ \(expression.source) }}"
      case .section(let condition, let shownWhen, let inner):
        "{{\(shownWhen ? "#" : "^")\(condition.source)}}\(text(inner)){{/}}"
      }
    }.joined()
  }
}
