import Casework
import Expression

/// One value of the data that shows what a finding says.
struct GuardExample: Hashable {
  let field: Int
  let value: Value
}

extension [GuardExample] {
  /// In a sentence: `nation = "wales", value not given`; "any data" where no field matters.
  func text(_ fields: [DataField]) -> String {
    isEmpty
      ? "any data"
      : map { $0.value.isNull ? "\(fields[$0.field].name) not given" : "\(fields[$0.field].name) = \($0.value.shown)" }
        .joined(separator: ", ")
  }
}

extension Value {
  fileprivate var isNull: Bool { self == .null }

  /// As an expression would write it.
  fileprivate var shown: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .uint(let number): String(number)
    case .double(let number): String(number)
    case .decimal(let number): number.description
    case .string(let text): text.inQuotes
    case .date(let date): date.description
    case .timestamp(let instant): instant.rfc3339
    case .duration(let duration): "\(duration.components.seconds)s"
    case .list: "[]"
    case .map: "{}"
    case .bytes, .type, .optional, .opaque: "some value"
    }
  }
}
