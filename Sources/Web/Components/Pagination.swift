/// The way through the pages of a list, by links that keep everything else of the address.
enum Pagination {
  static func html(_ request: WebRequest, page: Int, of pages: Int) -> HTML {
    guard pages > 1 else { return .none }
    func address(_ number: Int) -> String { "\(request.path)?\(request.query.with("page", "\(number)").encoded)" }
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
    return "<nav class=\"govuk-pagination\" aria-label=\"Pages\">\(before)\(after)</nav>"
  }
}
