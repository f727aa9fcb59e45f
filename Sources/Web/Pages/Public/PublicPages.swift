/// What anybody may read: where the scheme begins, and its results.
struct PublicPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/", .visitor) { start($0) }
    ]
  }

  private func start(_ request: WebRequest) -> WebResponse {
    Page(site, request, "Raise a concern about a public contract").response(
      """
      <h1 class="govuk-heading-xl">Raise a concern about a public contract</h1>
      """)
  }
}
