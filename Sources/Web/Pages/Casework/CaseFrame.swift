import Casework
import Engine

/// The frame of every page of one case: its name, and the way to its other pages.
struct CaseFrame {
  enum Tab: String, CaseIterable {
    case summary, messages, documents, people, history, links, workflow

    var title: String {
      switch self {
      case .summary: "Summary"
      case .messages: "Messages"
      case .documents: "Documents"
      case .people: "People"
      case .history: "History"
      case .links: "Linked cases"
      case .workflow: "Workflow"
      }
    }

    func address(_ file: CaseFile) -> String { self == .summary ? file.address : "\(file.address)/\(rawValue)" }
  }

  let site: Site
  let request: WebRequest
  let file: CaseFile

  /// A page among the tabs.
  func response(_ tab: Tab, _ content: HTML) -> WebResponse {
    var page = self.page(tab == .summary ? file.title : "\(tab.title): \(file.title)")
    page.back = nil
    if let done = request.query.text("done"), let words = CaseNotice(rawValue: done)?.words {
      page.notice = Block.notice("Done", "<p class=\"govuk-notification-banner__heading\">\(words)</p>")
    }
    let tabs = Block.subNavigation(
      "Pages of this case", Tab.allCases.map { ($0.address(file), $0.title, $0 == tab) })
    return page.response("\(heading)\(tabs)\(content)")
  }

  /// A page on which one thing is done.
  ///
  /// - Parameter title: its heading.
  func response(
    doing title: String, _ content: HTML, errors: [(field: String, problem: String)] = [],
    status: WebResponse.Status = .ok
  ) -> WebResponse {
    var page = self.page("\(title): \(file.reference)")
    page.isWide = false
    page.back = file.address
    page.errors = errors
    return page.response(
      """
      <h1 class="govuk-heading-l"><span class="govuk-caption-l">\(file.reference) · \(file.title)</span> \(title)</h1>\
      \(content)
      """, status)
  }

  private func page(_ title: String) -> Page {
    var page = Page(site, request, title, area: .staff, isWide: true)
    page.current = "/cases"
    return page
  }

  private var heading: HTML {
    """
    <h1 class="govuk-heading-l app-case__heading"><span class="govuk-caption-l">\(file.reference) · \
    \(file.workflow.title)</span> \(file.title)</h1>
    """
  }
}

/// What just happened to a case, as the page that follows tells it.
enum CaseNotice: String {
  case sent, note, attach, assign, claim, pause, resume, extend, interest, lift, link, merge, reopen, opened

  var words: String {
    switch self {
    case .sent: "That was done. The page shows where the case stands now."
    case .note: "The note is in the history."
    case .attach: "The document was added."
    case .assign: "Somebody else looks after the case now."
    case .claim: "You look after the case now."
    case .pause: "The case is paused. Its deadlines stand still."
    case .resume: "The case runs on."
    case .extend: "The deadline has more time."
    case .interest: "The interest is declared."
    case .lift: "The declaration is withdrawn."
    case .link: "The cases are linked."
    case .merge: "The case was merged. Go on with the other one."
    case .reopen: "The case is open again."
    case .opened: "The case is open. Tell the caller its reference."
    }
  }
}
