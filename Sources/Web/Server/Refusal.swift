/// Why a request is not done, and what to do instead: a page says it in words, the interface as problem details.
package struct Refusal: Error, Sendable, Hashable {
  package let status: WebResponse.Status
  package let title: String
  package let remedy: String
  /// In seconds, for whoever came too often.
  package var retryAfter: Int?
  /// What is wrong with single fields, by name.
  package var problems: [String: String]
  /// A word that programs can act upon, such as `stale`.
  package var code: String?
  /// Where a person goes on from here.
  package var next: Next?

  /// A place of this site, and what is there.
  package struct Next: Sendable, Hashable {
    package let address: String
    package let words: String

    package init(_ address: String, _ words: String) {
      self.address = address
      self.words = words
    }
  }

  package init(
    _ status: WebResponse.Status, _ title: String, _ remedy: String, code: String? = nil, retryAfter: Int? = nil,
    problems: [String: String] = [:], next: Next? = nil
  ) {
    self.status = status
    self.title = title
    self.remedy = remedy
    self.code = code
    self.retryAfter = retryAfter
    self.problems = problems
    self.next = next
  }

  package static let notFound = Refusal(
    .notFound, "Page not found", "If you typed the address, check that it is correct; else start from the home page.",
    next: Next("/", "Go to the home page"))
  package static let wrongMethod = Refusal(
    .methodNotAllowed, "That can't be done here",
    "Go back to the page before, and use its links and buttons. Programs find the methods in the answer's Allow.")
  package static let forbidden = Refusal(
    .forbidden, "You may not see this", "If your work needs it, ask whoever looks after accounts for the role.")
  package static let signInFirst = Refusal(.unauthorized, "Sign in first", "Sign in, and come back to this page.")
  package static let foreignForm = Refusal(
    .forbidden, "This form did not come from our page",
    "Go back, load the page again, and send the form once more. What you typed is still there.")
  package static func tooOften(_ seconds: Int) -> Refusal {
    let minutes = max(1, (seconds + 59) / 60)
    return Refusal(
      .tooManyRequests, "Too many tries", "Wait \(minutes == 1 ? "a minute" : "\(minutes) minutes"), then try again.",
      retryAfter: seconds)
  }
}
