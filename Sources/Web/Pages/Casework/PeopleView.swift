import Casework
import CivilTime
import Engine
import JSON

/// Who has to do with a case: the parties, whom each would reach today, and who is barred from it.
struct PeopleView {
  let file: CaseFile

  var html: HTML {
    let rows = resolutions.map { party, resolution -> [HTML] in
      [
        "\(party.title)", reached(party, resolution),
        resolution.passedOver.isEmpty
          ? .none
          : "<ul class=\"govuk-list\">\(resolution.passedOver.map { "<li>\($0.description)</li>" as HTML })</ul>",
      ]
    }
    let parties = Block.table("Parties", ["Party", "Who that is today", "Passed over"], rows, isCaptionHidden: true)
    let barred = file.case.interests.map { interest -> [HTML] in
      [
        "\(file.words.person(interest.person))", "\(lines: interest.reason)", "\(DayWords.day(interest.since))",
        file.mayWork
          ? Control.link("\(file.address)/lift?person=\(FormValues.encoded(interest.person))", "Withdraw") : .none,
      ]
    }
    let interests = Block.table(
      "Declared interests", ["Person", "Interest", "Since", "Change"], barred, isCaptionHidden: true,
      empty: "Nobody has declared an interest.")
    let declare: HTML =
      file.mayWork
      ? "<p class=\"govuk-body\">\(Control.link("\(file.address)/interest", "Declare an interest"))</p>" : .none
    return """
      <h2 class="govuk-heading-m">Looked after by</h2><p class="govuk-body">\
      \(file.case.assignee.map(file.words.person) ?? "Nobody")</p><h2 class="govuk-heading-m">Parties</h2>\(parties)\
      <h2 class="govuk-heading-m">Who is barred from this case</h2>\(declare)\(interests)
      """
  }

  private var resolutions: [(Party, Resolution)] {
    // Nothing is imagined, so nothing can be refused.
    (try? file.workflow.resolutions(
      of: file.case, imagining: JSONObject(), on: DayWords.date(of: file.facts.now), in: file.facts.directory))?
      .map { ($0.party, $0.resolution) } ?? []
  }

  private func reached(_ party: Party, _ resolution: Resolution) -> HTML {
    if party.isConfidential, file.door.name(of: party) == nil {
      return file.door.isOpen ? "The case does not say" : "Not shown to you"
    }
    switch resolution.recipient {
    case .person(let name, let email):
      let other = resolution.party.flatMap { $0 == party.id ? nil : file.workflow.party(named: $0)?.title }
      let instead: HTML = other.map { "<span class=\"app-second\">as \(ChoiceWords.within($0))</span>" } ?? .none
      return "\(name)<span class=\"app-second\">\(email)</span>\(instead)"
    case .queue(let queue):
      return "The queue “\(file.workflow.party(named: queue)?.title ?? queue)”"
    case .nobody: return Block.tag("Nobody can be reached", "red")
    }
  }
}
