/// A refusal as people read it: what happened, and what to do instead.
struct RefusalPage: Sendable {
  let site: Site

  func response(_ refusal: Refusal, to request: WebRequest) -> WebResponse {
    let area: Page.Area =
      switch request.principal {
      case .staff: .staff
      case .contact: .department
      case .supplier: .supplier
      case .nobody, .program: .public
      }
    let problems = refusal.problems.sorted { $0.key < $1.key }.map { "<li>\($0.value)</li>" as HTML }
    let list: HTML = problems.isEmpty ? .none : "<ul class=\"govuk-list govuk-list--bullet\">\(problems)</ul>"
    let next: HTML =
      refusal.next.map {
        "<p class=\"govuk-body\"><a class=\"govuk-button\" href=\"\($0.address)\">\($0.words)</a></p>"
      } ?? .none
    var response = Page(site, request, refusal.title, area: area).response(
      """
      <h1 class="govuk-heading-l">\(refusal.title)</h1>\(list)<p class="govuk-body">\(refusal.remedy)</p>\(next)\
      <p class="govuk-body">If you need help, call \(site.brand.telephone), \(site.brand.hours).</p>
      """, refusal.status)
    if let seconds = refusal.retryAfter { response.headers.append(("Retry-After", "\(seconds)")) }
    return response
  }
}
