/// A public body as the registers know it.
package struct Organisation: Sendable, Hashable {
  /// Its identity in the register it came from, such as GOV.UK's slug.
  package let slug: String
  package let title: String
  /// Such as "Ministerial department".
  package let format: String
  /// Such as "live" or "closed".
  package let status: String
  /// The slugs of the bodies that answer for it.
  package let parents: [String]
  /// The slugs of the bodies that took over from it.
  package let successors: [String]
  /// The register: `govuk`, `ods` or `councils`.
  package let register: String

  package init(
    slug: String, title: String, format: String, status: String, parents: [String] = [], successors: [String] = [],
    register: String
  ) {
    self.slug = slug
    self.title = title
    self.format = format
    self.status = status
    self.parents = parents
    self.successors = successors
    self.register = register
  }

  /// Whether it is no more: others may have taken over from it.
  package var isClosed: Bool { status == "closed" }
}
