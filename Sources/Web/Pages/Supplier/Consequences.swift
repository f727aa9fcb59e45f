import Casework

/// What it means to withdraw, said before it is done.
struct Consequences: Sendable {
  let followed: FollowedCase

  /// Who has been asked about the concern so far, by their titles.
  private var asked: [String] {
    let workflow = followed.workflow
    var seen: Set<String> = []
    return followed.letters { party in
      party != FollowedCase.role && workflow.party(named: party)?.isStaff == false
    }.map(\.party).filter { seen.insert($0).inserted }
      .map { "the \(ChoiceWords.within(workflow.party(named: $0)?.title ?? $0))" }
  }

  private var told: String {
    let asked = asked
    guard let last = asked.last else { return "We have asked nobody about it, and we will ask nobody in your name." }
    let names = asked.count > 1 ? asked.dropLast().joined(separator: ", ") + " and " + last : last
    return "We have written to \(names) about it. They keep what they know; we do not tell them why you withdrew."
  }

  var html: HTML {
    let canGoOn = followed.workflow.chart.state("withdrawal") != nil
    let next: HTML =
      canGoOn
      ? """
      <li>We may decide to look into it all the same, without you and without your name. You can’t stop that, as others may \
      be treated in the same way. You hear nothing more from us then.</li>
      """ : "<li>Your case closes at once.</li>"
    return """
      <p class="govuk-body">You need not say why. This is what it means:</p><ul class="govuk-list govuk-list--bullet">\
      <li>From now on we name you to nobody, whatever you allowed before, and you are not asked again.</li>\(next)\
      <li>\(told)</li><li>What you have sent us is kept as long as we keep any closed case: three years. You may ask us to \
      erase it sooner, where the law lets us.</li><li>You can’t take the withdrawal back, but you can raise a concern again at any time.</li></ul>
      """
  }
}
