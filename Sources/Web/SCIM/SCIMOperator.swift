/// How a filter compares (RFC 7644, section 3.4.2.2).
enum SCIMOperator: String, Sendable, Hashable {
  case equal = "eq"
  case notEqual = "ne"
  case contains = "co"
  case startsWith = "sw"
  case endsWith = "ew"
  case present = "pr"
  case greater = "gt"
  case greaterOrEqual = "ge"
  case less = "lt"
  case lessOrEqual = "le"
}
