/// A form of ours: it carries the token that shows so.
package struct Form: Sendable {
  package let action: String
  package let request: WebRequest
  package var takesFiles = false

  package init(_ action: String, for request: WebRequest, takesFiles: Bool = false) {
    self.action = action
    self.request = request
    self.takesFiles = takesFiles
  }

  package func html(_ content: HTML) -> HTML {
    let encoding: HTML = takesFiles ? " enctype=\"multipart/form-data\"" : .none
    // So that it can be kept for whom it was shown to, should it come after the session has ended.
    let mark: HTML =
      request.session.flatMap { session -> HTML? in
        guard session.kind != .visitor else { return nil }
        let mark = KeptForm.mark(session.kind, session.subject, secret: request.secret)
        return "<input type=\"hidden\" name=\"\(KeptForm.markField)\" value=\"\(mark)\">"
      } ?? .none
    return """
      <form method="post" action="\(action)" novalidate\(encoding)><input type="hidden" name="form-token" \
      value="\(request.formToken)">\(mark)\(content)</form>
      """
  }
}
