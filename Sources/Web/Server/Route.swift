/// One thing that the site answers: where, to whom, and how.
package struct Route: Sendable {
  /// What a body may be.
  package enum Body: Sendable, Hashable {
    case none
    /// A form of at most so many bytes; one with files may be larger.
    case form
    /// A form with documents.
    case files
    /// A document for programs; the form token is not asked for, as no browser sends one by itself.
    case document
    /// The same, as large as documents of cases are.
    case largeDocument
  }

  package let method: WebRequest.Method
  /// Such as `/cases/{reference}`; a last part `{rest*}` takes all that follows.
  package let path: String
  package let access: Access
  package let body: Body
  package let handle: @Sendable (WebRequest) async throws -> WebResponse

  package init(
    _ method: WebRequest.Method, _ path: String, _ access: Access, body: Body? = nil,
    _ handle: @escaping @Sendable (WebRequest) async throws -> WebResponse
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.body = body ?? (method == .get ? .none : .form)
    self.handle = handle
  }

  /// Whether a path, in its parts, is one of this route's.
  func matches(_ parts: [Substring]) -> Bool {
    let own = path.split(separator: "/")
    let isOpen = own.last == "{rest*}"
    guard isOpen ? parts.count >= own.count : parts.count == own.count else { return false }
    return zip(own, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
  }

  /// The most bytes that a body may have.
  package var limit: Int {
    switch body {
    case .none: 0
    case .form, .document: 1 << 20
    case .files, .largeDocument: 26 << 20
    }
  }
}
