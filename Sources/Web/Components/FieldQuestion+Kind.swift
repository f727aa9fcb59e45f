import Casework
import Expression

extension FieldQuestion {
  /// How a field is asked for.
  enum Kind: Sendable, Hashable {
    case yesOrNo, choice, day, amount, wholeNumber, moment, period, line, passage, lines
    /// Anything that JSON can hold; workflows ask people for no such thing, but programs may.
    case document

    /// What helps with filling in, where the workflow says nothing.
    var hint: String? {
      switch self {
      case .day: "For example, 27 3 2026"
      case .moment: "For example, 2026-03-27T09:00:00Z"
      case .period: "In seconds, for example 90s"
      case .lines: "One a line"
      case .yesOrNo, .choice, .amount, .wholeNumber, .line, .passage, .document: nil
      }
    }
  }

  var kind: Kind { choices.isEmpty ? Self.kind(of: field.type, field) : .choice }

  var isNumber: Bool {
    switch Self.bare(field.type) {
    case .int, .uint, .double, .decimal: true
    default: false
    }
  }

  private static func kind(of type: Type, _ field: DataField) -> Kind {
    switch bare(type) {
    case .bool: .yesOrNo
    case .int, .uint: .wholeNumber
    case .double, .decimal: .amount
    case .date: .day
    case .timestamp: .moment
    case .duration: .period
    case .string where field.directory != nil: .line
    case .string: (field.maximumLength ?? .max) <= 300 ? .line : .passage
    case .bytes: .passage
    case .list(let element): bare(element) == .string ? .lines : .document
    case .dyn, .null, .map, .type, .wrapper, .optional, .opaque, .parameter, .error, .unknown: .document
    }
  }

  private static func bare(_ type: Type) -> Type {
    if case .wrapper(let inner) = type { return bare(inner) }
    return type
  }

  var rows: Int {
    guard let most = field.maximumLength else { return 8 }
    return most <= 500 ? 4 : most <= 2_000 ? 6 : 10
  }

  // MARK: What browsers may help with, by the names that our workflows have for such fields

  private var isEmail: Bool { name.hasSuffix("email") }
  private var isTelephone: Bool { name.hasSuffix("telephone") }

  var lineType: String { isEmail ? "email" : isTelephone ? "tel" : "text" }

  var lineWidth: Int? {
    if isTelephone { return 20 }
    return (field.maximumLength ?? .max) <= 40 ? 20 : nil
  }

  /// Only what is asked of people about themselves.
  var autocomplete: String? {
    switch name {
    case "supplier_email": "email"
    case "supplier_telephone": "tel"
    case "supplier_contact": "name"
    case "supplier_name": "organization"
    default: nil
    }
  }
}
