/// What the scheme is called and whom people can turn to.
package struct Brand: Sendable, Hashable {
  package var scheme: String
  /// The body that runs it.
  package var owner: String
  package var telephone: String
  package var email: String
  package var hours: String

  package init(
    scheme: String = "Public Procurement Review", owner: String = "The case team",
    telephone: String = "0345 010 3503", email: String = "case-team@scheme.example",
    hours: String = "Monday to Friday, 9am to 5pm"
  ) {
    self.scheme = scheme
    self.owner = owner
    self.telephone = telephone
    self.email = email
    self.hours = hours
  }

  /// The telephone number on a page, on one line however narrow it is.
  var number: HTML { "<span class=\"app-nowrap\">\(telephone)</span>" }
}
