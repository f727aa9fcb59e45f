import Analysis
import Casework
import CivilTime
import Engine

/// What somebody answers for: first what is wrong with it, then who and what there is.
struct DepartmentPages: Sendable {
  let site: Site

  /// How far ahead gaps are looked for, in working days.
  private static let horizon = 20

  var routes: [Route] {
    [Route(.get, "/department", .contact) { try await overview($0) }]
  }

  private func overview(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let gaps = try await CoverageService(store: site.store, library: site.library)
      .gaps(of: reach.identities ?? [], workingDays: Self.horizon)
    var page = Page(site, request, "Contracts and contacts", area: .department, isWide: true)
    page.current = "/department"
    page.notice = DirectoryNotice.html(request)
    let tables = DirectoryTables(reach: reach)
    let organisations = reach.organisations.map { identity, title -> HTML in
      """
      <section class="app-section"><h2 class="govuk-heading-m">\(title)</h2>\(tables.contacts(of: identity))\
      \(tables.contracts(of: identity))</section>
      """
    }
    return page.response(
      """
      <h1 class="govuk-heading-l">Contracts and contacts</h1>\
      \(DirectoryTroubles(reach: reach, gaps: gaps, workingDays: Self.horizon).html)\
      \(DirectoryButtons.html(reach))\(organisations)
      """)
  }
}

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
        <li>Mail to <a class="govuk-link" href="\(reach.address(of: contact))">\(contact.name)</a> (\(contact.email)) came \
        back. Nobody writes to that address until it is corrected or verified.</li>
        """
      }
      parts.append(
        """
        <h3 class="govuk-heading-s">Addresses that do not work</h3><ul class="govuk-list govuk-list--bullet">\(items)</ul>
        """)
    }
    if !serious.isEmpty {
      let items = serious.prefix(Self.shown).map { "<li>\($0)</li>" as HTML }
      let rest: HTML =
        serious.count > Self.shown ? "<p class=\"govuk-body\">And \(serious.count - Self.shown) more.</p>" : .none
      parts.append(
        """
        <h3 class="govuk-heading-s">Nobody to ask, or only somebody else, in the next \(workingDays) working days</h3><ul \
        class="govuk-list govuk-list--bullet">\(items)</ul>\(rest)
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

/// What can be done with the whole list.
enum DirectoryButtons {
  static func html(_ reach: DirectoryReach, organisation: String? = nil) -> HTML {
    let query = organisation.map { "?organisation=\(FormValues.encoded($0))" } ?? ""
    return """
      <div class="govuk-button-group"><a class="govuk-button" role="button" draggable="false" data-module="govuk-button" \
      href="\(reach.base)/contacts/new\(query)">Add a contact</a><a class="govuk-link" \
      href="\(reach.base)/contacts/import">Import a list</a><a class="govuk-link" \
      href="\(reach.base)/contacts.csv\(query)">Download as CSV</a></div>
      """
  }
}

/// What just happened to the directory, said on the page that follows.
enum DirectoryNotice {
  static func html(_ request: WebRequest) -> HTML? {
    let words: String
    switch request.query["done"] {
    case "added": words = "The contact was added, and a letter asks them to verify the address."
    case "known": words = "The contact was added. The address is verified already."
    case "changed": words = "The entry was changed."
    case "moved": words = "The entry was changed, and a letter asks them to verify the new address."
    case "ended": words = "The person is not asked any more, from today on."
    case "away": words = "The days away were noted for every post of the person."
    case "back": words = "The person is back, in every post."
    case "letter": words = "A letter asks them to verify the address."
    case "imported": words = "The list was taken in."
    case "contract": words = "The contract was kept."
    default: return nil
    }
    return Block.notice("Done", "<p class=\"govuk-notification-banner__heading\">\(words)</p>")
  }
}
