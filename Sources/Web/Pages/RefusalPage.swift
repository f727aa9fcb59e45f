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
    // Whoever is signed in goes on where their own work is.
    var place = refusal.next
    switch request.principal {
    case .staff where place == Refusal.notFound.next || place == nil && refusal == .forbidden:
      place = Refusal.Next("/cases", "Go to the cases")
    case .contact where place == Refusal.notFound.next: place = Refusal.Next("/department", "Go to your contacts")
    case .supplier where place == Refusal.notFound.next: place = Refusal.Next("/follow/case", "Go to your case")
    case .staff, .contact, .supplier, .nobody, .program: break
    }
    let next: HTML =
      place.map {
        "<p class=\"govuk-body\"><a class=\"govuk-button\" href=\"\($0.address)\">\($0.words)</a></p>"
      } ?? .none
    var response = Page(site, request, refusal.title, area: area).response(
      """
      <h1 class="govuk-heading-l">\(refusal.title)</h1>\(list)<p class="govuk-body">\(refusal.remedy)</p>\(next)\
      <p class="govuk-body">If you need help, call \(site.brand.number), \(site.brand.hours).</p>
      """, refusal.status)
    if let seconds = refusal.retryAfter { response.headers.append(("Retry-After", "\(seconds)")) }
    return response
  }
}
