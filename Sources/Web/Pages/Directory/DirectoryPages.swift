import Casework
import Engine

/// The directory as the case team sees it: every organisation, its contracts and its people.
struct DirectoryPages: Sendable {
  let site: Site

  private static let pageLength = 25

  var routes: [Route] {
    [
      Route(.get, "/directory", .staff(.keepDirectory)) { try await search($0) },
      Route(.get, "/directory/organisations/{identity}", .staff(.keepDirectory)) { try await organisation($0) },
    ]
  }

  /// An organisation of the list, with what there is of it.
  private struct Row {
    let identity: String
    let title: String
    var contacts = 0
    var contracts = 0
    var bounced = 0
  }

  private func search(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let words = Directory.key(request.query.text("q") ?? "")
    let rows = Self.rows(reach, words)
    let pages = max(1, (rows.count + Self.pageLength - 1) / Self.pageLength)
    let number = min(max(1, Int(request.query["page"] ?? "") ?? 1), pages)
    let first = (number - 1) * Self.pageLength
    let shown = rows.dropFirst(first).prefix(Self.pageLength)
    var page = Page(site, request, "Directory", area: .staff, isWide: true)
    page.current = "/directory"
    page.notice = DirectoryNotice.html(request)
    let table = Block.table(
      words.isEmpty ? "Organisations with contacts or contracts" : "Organisations found",
      ["Organisation", "Contacts", "Contracts", "Addresses"],
      shown.map { row in
        [
          Control.link("/directory/organisations/\(FormValues.encoded(row.identity))", row.title), "\(row.contacts)",
          "\(row.contracts)", row.bounced == 0 ? "" : Block.tag("\(row.bounced) came back", "red"),
        ]
      },
      empty: words.isEmpty
        ? "Nobody is registered yet. Import a list of contacts."
        : "No organisation, contract or person of that name. Try fewer words, or the beginning of one.")
    let count: HTML =
      rows.isEmpty
      ? .none
      : "<p class=\"govuk-body\">Showing \(first + 1) to \(first + shown.count) of \(rows.count).</p>"
    return page.response(
      """
      <h1 class="govuk-heading-l">Directory</h1>\(searchForm(request))\(DirectoryButtons.html(reach))\(count)\(table)\
      \(Pagination.html(request, page: number, of: pages))
      """)
  }

  private func searchForm(_ request: WebRequest) -> HTML {
    """
    <form method="get" action="/directory" class="app-search" role="search"><div class="govuk-form-group"><label \
    class="govuk-label" for="q">Search organisations, contracts and people</label><input \
    class="govuk-input govuk-input--width-20" id="q" name="q" type="search" value="\(request.query["q"])"> <button \
    type="submit" class="govuk-button govuk-button--secondary app-search__button" data-module="govuk-button">Search\
    </button></div></form>
    """
  }

  /// Every organisation that matches by its own name, a contract's or a person's.
  private static func rows(_ reach: DirectoryReach, _ words: String) -> [Row] {
    let facts = reach.facts
    var rows: [String: Row] = [:]
    var matching: Set<String> = []
    func row(_ organisation: String) -> String {
      let identity = facts.names.identity(of: organisation)
      if rows[identity] == nil { rows[identity] = Row(identity: identity, title: facts.title(of: organisation)) }
      return identity
    }
    func note(_ identity: String, _ texts: [String]) {
      if !words.isEmpty, texts.contains(where: { Directory.key($0).contains(words) }) { matching.insert(identity) }
    }
    for contact in facts.contacts where contact.validTo.map({ facts.today <= $0 }) ?? true {
      let identity = row(contact.organisation)
      rows[identity]?.contacts += 1
      if contact.bouncedAt != nil { rows[identity]?.bounced += 1 }
      note(identity, [contact.name, contact.email, contact.organisation])
    }
    for contract in facts.contracts {
      let identity = row(contract.authority)
      rows[identity]?.contracts += 1
      note(identity, [contract.reference, contract.title, contract.primeContractor, contract.authority])
    }
    if !words.isEmpty {
      for organisation in facts.organisations where Directory.key(organisation.title).contains(words) {
        note(row(organisation.slug), [organisation.title])
      }
      for (identity, row) in rows where Directory.key(row.title).contains(words) { matching.insert(identity) }
    }
    return rows.values.filter { words.isEmpty || matching.contains($0.identity) }
      .sorted { ($0.title.lowercased(), $0.identity) < ($1.title.lowercased(), $1.identity) }
  }

  private func organisation(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let identity = reach.facts.names.identity(of: request["identity"])
    let known = reach.facts.names.organisation(named: identity)
    guard known != nil || !reach.facts.contacts(of: identity).isEmpty || !reach.facts.contracts(of: identity).isEmpty
    else { throw Refusal.notFound }
    let title = reach.title(identity)
    let gaps = try await CoverageService(store: site.store, library: site.library)
      .gaps(of: [identity], workingDays: 20)
    var page = Page(site, request, title, area: .staff, isWide: true)
    page.back = "/directory"
    page.current = "/directory"
    page.notice = DirectoryNotice.html(request)
    var rows = [Block.SummaryRow("Kind", "\(known?.format ?? "In no register")")]
    if let known {
      rows.append(Block.SummaryRow("Status", "\(ChoiceWords.words(known.status))"))
      if !known.successors.isEmpty {
        rows.append(Block.SummaryRow("Taken over by", "\(known.successors.map(reach.title).joined(separator: ", "))"))
      }
    }
    let own = DirectoryReach(reach, only: identity)
    let tables = DirectoryTables(reach: reach, request)
    return page.response(
      """
      <h1 class="govuk-heading-l">\(title)</h1>\
      \(DirectoryTroubles(reach: own, gaps: gaps, workingDays: 20).html)\(Block.summary(rows))\
      \(DirectoryButtons.html(reach, organisation: identity))\(tables.search([identity]))\(tables.contacts(of: identity))\
      \(tables.contracts(of: identity))<p class="govuk-body"><a class="govuk-link" \
      href="/directory/contracts/new?organisation=\(FormValues.encoded(identity))">Add a contract</a></p>
      """)
  }
}
