import Engine

/// A page around its content: head, header, navigation, footer, and what is wrong with what was sent, on top.
package struct Page: Sendable {
  /// Whom a page is for: each has a navigation of its own.
  package enum Area: Sendable, Hashable {
    case `public`, supplier, staff, department
  }

  private let site: Site
  private let request: WebRequest
  package let title: String
  package var area: Area
  /// Where the link at the top leads back to.
  package var back: String?
  /// What is wrong, by the field's name, in the order of the page.
  package var errors: [(field: String, problem: String)] = []
  /// What just happened.
  package var notice: HTML?
  /// Which item of the navigation is the present one.
  package var current: String?
  /// Whether the page takes the whole width, as lists do.
  package var isWide: Bool
  /// Whether it tells of what was typed before somebody was signed out, where there is any.
  package var hasKeptForm = true
  /// Where programs find the same, such as a feed.
  package var alternate: (type: String, address: String, title: String)?

  package init(
    _ site: Site, _ request: WebRequest, _ title: String, area: Area = .public, isWide: Bool = false
  ) {
    self.site = site
    self.request = request
    self.title = title
    self.area = area
    self.isWide = isWide
  }

  package func response(_ content: HTML, _ status: WebResponse.Status = .ok) -> WebResponse {
    .page(html(content), status)
  }

  /// - Parameter content: begins with the page's one `h1`.
  package func html(_ content: HTML) -> HTML {
    let feed: HTML =
      alternate.map { "<link rel=\"alternate\" type=\"\($0.type)\" href=\"\($0.address)\" title=\"\($0.title)\">" }
      ?? .none
    let width = isWide ? "govuk-grid-column-full" : "govuk-grid-column-two-thirds"
    return """
      <!DOCTYPE html>
      <html lang="en" class="govuk-template govuk-template--rebranded"><head><meta charset="utf-8">\
      <title>\(errors.isEmpty ? "" : "Error: ")\(title) – \(site.brand.scheme)</title>\
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">\
      <meta name="theme-color" content="#0b3b5c"><link rel="icon" href="\(site.assets["icon.svg"])" type="image/svg+xml">\
      <link rel="stylesheet" href="\(site.assets["govuk-frontend.min.css"])">\
      <link rel="stylesheet" href="\(site.assets["moj-frontend.css"])">\
      <link rel="stylesheet" href="\(site.assets["app.css"])">\(feed)\
      <script type="module" src="\(site.assets["app.js"])"></script></head>
      <body class="govuk-template__body"><a href="#main" class="govuk-skip-link" \
      data-module="govuk-skip-link">Skip to main content</a>
      \(header)
      <div class="govuk-width-container">\(backLink)<main class="govuk-main-wrapper" id="main">\(errorSummary)\(notice)\(keptForm)\
      <div class="govuk-grid-row"><div class="\(width)">\(content)</div></div></main></div>
      \(sessionClock)\(footer)</body></html>
      """
  }

  private var header: HTML {
    let items = Navigation.items(area, request.principal).map { item -> HTML in
      let isCurrent = item.address == current
      return """
        <li class="govuk-service-navigation__item\(isCurrent ? " govuk-service-navigation__item--active" : "")"><a \
        class="govuk-service-navigation__link" href="\(item.address)"\(" aria-current=\"true\"", if: isCurrent)>\
        \(item.title)</a></li>
        """
    }
    let list: HTML =
      items.isEmpty
      ? .none
      : """
      <nav aria-label="Menu" class="govuk-service-navigation__wrapper"><button type="button" \
      class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle" aria-controls="navigation" hidden>Menu</button><ul class="govuk-service-navigation__list" id="navigation">\(items)</ul></nav>
      """
    return """
      <header class="app-header"><div class="govuk-width-container app-header__row"><a class="app-header__name" \
      href="/">\(site.brand.scheme)</a>\(whoIsHere)</div></header>
      <div class="govuk-service-navigation" data-module="govuk-service-navigation"><div class="govuk-width-container">\
      <div class="govuk-service-navigation__container">\(list)</div></div></div>
      """
  }

  /// Who is signed in, and the way out.
  private var whoIsHere: HTML {
    let name: String
    switch request.principal {
    case .nobody, .program: return .none
    case .staff(let user): name = user.displayName
    case .contact(let address): name = address
    case .supplier: name = "You are following a case"
    }
    return """
      <div class="app-header__person"><span>\(name)</span><form method="post" action="/sign-out" class="app-inline"><input \
      type="hidden" name="form-token" value="\(request.formToken)"><button type="submit" class="app-header__out">Sign out\
      </button></form></div>
      """
  }

  private var backLink: HTML {
    back.map { "<a href=\"\($0)\" class=\"govuk-back-link\">Back</a>" } ?? .none
  }

  /// Says until when somebody stays signed in.
  private var sessionClock: HTML {
    request.session.flatMap(SessionClock.init).map {
      "<div class=\"govuk-width-container\">\($0.html)</div>"
    } ?? .none
  }

  /// Says that something typed is still there.
  private var keptForm: HTML {
    guard hasKeptForm, let session = request.session, session.data[KeptForm.key] != nil else { return .none }
    let isBack = session.kind != .visitor
    let words: HTML =
      isBack
      ? "<a class=\"govuk-notification-banner__link\" href=\"/session/kept\">See what you typed, and send it</a>"
      : "You were signed out before you sent it. Sign in again to see it and send it."
    return """
      <div class="govuk-notification-banner" role="region" aria-labelledby="kept-title" \
      data-module="govuk-notification-banner"><div class="govuk-notification-banner__header"><h2 \
      class="govuk-notification-banner__title" id="kept-title">What you typed is still here</h2></div><div \
      class="govuk-notification-banner__content"><p class="govuk-body">\(words)</p></div></div>
      """
  }

  private var errorSummary: HTML {
    guard !errors.isEmpty else { return .none }
    let items = errors.map { "<li><a href=\"#\($0.field)\">\($0.problem)</a></li>" as HTML }
    return """
      <div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert"><h2 \
      class="govuk-error-summary__title">There is a problem</h2><div class="govuk-error-summary__body"><ul \
      class="govuk-list govuk-error-summary__list">\(items)</ul></div></div></div>
      """
  }

  private var footer: HTML {
    """
    <footer class="govuk-footer app-footer"><div class="govuk-width-container"><h2 \
    class="govuk-visually-hidden">About this service</h2><ul class="govuk-footer__inline-list"><li \
    class="govuk-footer__inline-list-item"><a class="govuk-footer__link" href="/help">Help and contact</a></li><li \
    class="govuk-footer__inline-list-item"><a class="govuk-footer__link" href="/accessibility">Accessibility</a></li><li \
    class="govuk-footer__inline-list-item"><a class="govuk-footer__link" href="/privacy">Privacy and cookies</a></li><li \
    class="govuk-footer__inline-list-item"><a class="govuk-footer__link" href="/results">Results</a></li></ul><p \
    class="govuk-body-s">\(site.brand.owner). Telephone \(site.brand.number), \(site.brand.hours).</p></div></footer>
    """
  }
}
