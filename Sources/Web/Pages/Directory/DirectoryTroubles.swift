import Analysis
import Casework
import CivilTime
import Engine

/// What has to be put right, on top of everything else.
struct DirectoryTroubles: Sendable {
  let reach: DirectoryReach
  let gaps: [CoverageGap]
  let workingDays: Int

  /// More would hide what matters most.
  private static let shown = 10

  var html: HTML {
    let bounced = reach.facts.contacts.filter {
      $0.bouncedAt != nil && reach.covers($0.organisation) && $0.isValid(on: reach.facts.today)
    }
    guard !bounced.isEmpty || !serious.isEmpty else {
      return Block.inset(
        "Somebody can be reached for every organisation and contract here, for the next \(workingDays) working days.")
    }
    var parts: [HTML] = []
    if !bounced.isEmpty {
      let items = bounced.map { contact -> HTML in
        """
        <li>Email to \(contact.name) (\(contact.email)) came back\
        \(contact.bouncedAt.map { " on \(DayWords.day($0))" } ?? ""). Nobody writes there any more. <a class="govuk-link" \
        href="\(reach.address(of: contact))/change">Correct the address<span class="govuk-visually-hidden"> of \(contact.name)\
        </span></a>, or <a class="govuk-link" href="\(reach.address(of: contact))">have it verified<span \
        class="govuk-visually-hidden">: \(contact.name)</span></a> if it works again.</li>
        """
      }
      parts.append(
        """
        <h3 class="govuk-heading-s">Addresses that do not work</h3><ul class="govuk-list govuk-list--bullet">\(items)</ul>
        """)
    }
    if !serious.isEmpty {
      let items = serious.prefix(Self.shown).map { "<li>\(withTitles($0))</li>" as HTML }
      let rest: HTML =
        serious.count > Self.shown ? "<p class=\"govuk-body\">And \(serious.count - Self.shown) more.</p>" : .none
      parts.append(
        """
        <h3 class="govuk-heading-s">Nobody to ask, or only somebody else, in the next \(workingDays) working days</h3><ul \
        class="govuk-list govuk-list--bullet">\(items)</ul>\(rest)<p class="govuk-body">To close a gap, <a class="govuk-link" \
        href="\(reach.base)/contacts/new">add a contact</a> in that post, or name a deputy under "Days away" of whoever is \
        away.</p>
        """)
    }
    return Block.notice("Put this right", parts.joined(), isSuccess: false)
  }

  /// One line for each, whichever workflow asks: most ask for the same people, and what is missing for a whole
  /// organisation is not told again for each of its contracts.
  private var serious: [String] {
    let grave = gaps.filter { $0.severity != .alone }
    let whole = Set(grave.filter { $0.subject.contract == nil }.map(Self.key))
    var seen: Set<String> = []
    return grave.filter { $0.subject.contract == nil || !whole.contains(Self.key($0)) }.map(Self.words)
      .filter { seen.insert($0).inserted }
  }

  /// Posts by their titles, where a reason names them as files do.
  private func withTitles(_ words: String) -> String {
    reach.facts.roles.reduce(words) { words, role in
      words.replacing("registered as \(role.id.replacing("-", with: " ")) of", with: "registered as \(role.title) of")
    }
  }

  private static func key(_ gap: CoverageGap) -> [String] {
    [gap.subject.organisation ?? "", gap.title, gap.from.description, gap.to.description, gap.instead ?? ""]
  }

  /// Why the party itself can't be asked; why its stand-ins can't be either, they have lines of their own.
  private static func words(_ gap: CoverageGap) -> String {
    let days =
      gap.from == gap.to
      ? "on \(DayWords.day(gap.from))" : "from \(DayWords.day(gap.from)) to \(DayWords.day(gap.to))"
    let who = gap.instead.map { "\($0) is asked instead" } ?? "nobody can be asked"
    let why = gap.because.filter { $0.party == gap.title }.map(\.words)
    return
      "\(gap.subject.name): \(gap.title): \(who) \(days)\(why.isEmpty ? "" : ", as \(why.joined(separator: "; "))")"
  }
}
