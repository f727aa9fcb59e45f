/// The lists in which public bodies stand, and how each names them.
///
/// A slug of GOV.UK is lower-case letters, digits and hyphens. A code of another register gets that register's name and
/// a colon before it: no slug of GOV.UK holds a colon, so none can be taken for it, and the register can be told from
/// the slug alone.
package enum OrganisationRegister: String, Hashable, Sendable, CaseIterable {
  /// GOV.UK's organisations: `cabinet-office`.
  case govuk

  /// NHS trusts in the Organisation Data Service: `ods:R0A`, or with the longer codes given since 2024 `ods:G6V2S`.
  case ods

  /// The local authorities of England: `councils:BST`.
  case councils

  /// The register to whose form a slug keeps, or nil where it keeps to none.
  package init?(ofSlug slug: String) {
    let register = Self.allCases.first {
      slug.hasPrefix($0.prefix) && $0.isCode(slug.utf8.dropFirst($0.prefix.utf8.count))
    }
    guard let register else { return nil }
    self = register
  }

  /// The slug of a code in this register, or nil where the code has another form.
  package func slug(ofCode code: String) -> String? { isCode(code.utf8[...]) ? prefix + code : nil }

  private var prefix: String {
    switch self {
    case .govuk: ""
    case .ods: "ods:"
    case .councils: "councils:"
    }
  }

  private func isCode(_ code: Substring.UTF8View) -> Bool {
    switch self {
    case .govuk: !code.isEmpty && code.allSatisfy { Self.isLower($0) || Self.isDigit($0) || $0 == UInt8(ascii: "-") }
    case .ods: (code.count == 3 || code.count == 5) && code.allSatisfy { Self.isCapital($0) || Self.isDigit($0) }
    case .councils: code.count == 3 && code.allSatisfy(Self.isCapital)
    }
  }

  private static func isLower(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
  private static func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
