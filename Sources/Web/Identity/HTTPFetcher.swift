/// Asks other servers over HTTP. The program has libcurl for it, tests have none.
package struct HTTPFetcher: Sendable {
  package struct Request: Sendable, Hashable {
    package let address: String
    package let headers: [String]
    /// A form for a POST; nil for a GET.
    package let form: String?

    package init(_ address: String, headers: [String] = [], form: String? = nil) {
      self.address = address
      self.headers = headers
      self.form = form
    }
  }

  package struct Answer: Sendable, Hashable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
      self.status = status
      self.body = body
    }
  }

  package let fetch: @Sendable (Request) async throws -> Answer

  package init(_ fetch: @escaping @Sendable (Request) async throws -> Answer) { self.fetch = fetch }
}
