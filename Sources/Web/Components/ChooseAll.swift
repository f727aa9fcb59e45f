/// A link that chooses everything that a page lists, for whoever would tick each box by hand; it needs no script.
enum ChooseAll {
  private static let name = "choose"

  /// Whether an address has everything chosen.
  static func isMeant(_ request: WebRequest) -> Bool { request.query[name] == "all" }

  /// - Parameters:
  ///   - count: how many the page lists; of one there is nothing to spare.
  ///   - address: of the page as it is.
  static func link(_ count: Int, _ request: WebRequest, at address: String) -> HTML {
    guard count > 1 else { return .none }
    let more = address.contains("?") ? "&" : "?"
    return isMeant(request)
      ? "<p class=\"govuk-body\">All \(count) on this page are chosen. \(Control.link(address, "Choose none"))</p>"
      : "<p class=\"govuk-body\">\(Control.link("\(address)\(more)\(name)=all", "Choose all \(count) on this page"))</p>"
  }
}
