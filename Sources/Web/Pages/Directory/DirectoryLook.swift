import Casework

/// Which part of long lists of contacts and contracts somebody wants to see: what fits some words, a page at a time.
struct DirectoryLook: Sendable {
  /// How many rows stand on a page.
  static let most = 50

  let request: WebRequest

  /// What is looked for, without regard to case and hyphens; empty for everything.
  private var words: String { Directory.key(request.query["find"] ?? "") }

  var isNarrowed: Bool { !words.isEmpty }

  func fits(_ texts: [String]) -> Bool { words.isEmpty || texts.contains { Directory.key($0).contains(words) } }

  /// Whether a page of a list was asked for.
  func isAsked(_ list: String) -> Bool { request.query[list] != nil }

  /// The rows of a list to be shown, and the way to its others.
  ///
  /// - Parameters:
  ///   - list: names the list in the address.
  ///   - title: such as "Contacts of the Cabinet Office".
  func part<Row>(_ rows: [Row], _ list: String, _ title: String) -> (rows: [Row], way: HTML) {
    let pages = max(1, (rows.count + Self.most - 1) / Self.most)
    guard pages > 1 else { return (rows, .none) }
    let page = min(max(1, Int(request.query[list] ?? "") ?? 1), pages)
    let first = (page - 1) * Self.most
    let shown = Array(rows.dropFirst(first).prefix(Self.most))
    let told: HTML = """
      <p class="govuk-body">Showing \(first + 1) to \(first + shown.count) of \(AmountWords.number(rows.count))</p>
      """
    return (shown, told + Pagination.html(request, page: page, of: pages, as: list, label: "Pages: \(title)"))
  }

  /// A field to look by, where there is more than a page of anything.
  func form(_ count: Int) -> HTML {
    guard count > Self.most || isNarrowed else { return .none }
    let all: HTML =
      isNarrowed ? "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"\(request.path)\">Show all</a></p>" : .none
    return """
      <form method="get" action="\(request.path)" class="app-search" role="search"><div class="govuk-form-group"><label \
      class="govuk-label" for="find">Look for a person, a post or a contract</label><input \
      class="govuk-input govuk-input--width-20" id="find" name="find" type="search" value="\(request.query["find"])"> <button \
      type="submit" class="govuk-button govuk-button--secondary app-search__button" data-module="govuk-button">Look\
      </button></div></form>\(all)
      """
  }
}
