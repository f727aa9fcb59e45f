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
    let tables = DirectoryTables(reach: reach, request)
    let organisations = reach.organisations.enumerated().map { place, organisation -> HTML in
      let (identity, title) = organisation
      let number = place + 1
      return """
        <section class="app-section"><h2 class="govuk-heading-m">\(title)</h2>\(tables.contacts(of: identity, number: number))\
        \(tables.contracts(of: identity, number: number))</section>
        """
    }
    return page.response(
      """
      <h1 class="govuk-heading-l">Contracts and contacts</h1>\
      \(DirectoryTroubles(reach: reach, gaps: gaps, workingDays: Self.horizon).html)\
      \(DirectoryButtons.html(reach))\(tables.search(reach.organisations.map(\.identity)))\(organisations)
      """)
  }
}
