/// The way through the pages of a list, by links that keep everything else of the address.
///
/// A page with several lists gives each a parameter of its own, and a name; the links lead to the list itself.
enum Pagination {
  static func html(
    _ request: WebRequest, page: Int, of pages: Int, as parameter: String = "page", label: String = "Pages"
  ) -> HTML {
    guard pages > 1 else { return .none }
    let anchor = parameter == "page" ? "" : "#\(parameter)"
    func address(_ number: Int) -> String {
      "\(request.path)?\(request.query.with(parameter, "\(number)").encoded)\(anchor)"
    }
    let before: HTML =
      page > 1
      ? """
      <div class="govuk-pagination__prev"><a class="govuk-link govuk-pagination__link" href="\(address(page - 1))" \
      rel="prev"><span class="govuk-pagination__link-title">Previous<span class="govuk-visually-hidden"> page</span>\
      </span></a></div>
      """ : .none
    let after: HTML =
      page < pages
      ? """
      <div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="\(address(page + 1))" \
      rel="next"><span class="govuk-pagination__link-title">Next<span class="govuk-visually-hidden"> page</span></span>\
      </a></div>
      """ : .none
    return "<nav class=\"govuk-pagination\" aria-label=\"\(label)\">\(before)\(after)</nav>"
  }
}
