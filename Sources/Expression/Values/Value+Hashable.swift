import CivilTime

extension Value: Hashable {
  package static func == (left: Value, right: Value) -> Bool {
    switch left {
    case .null: if case .null = right { return true }
    case .bool(let a): if case .bool(let b) = right { return a == b }
    case .int(let a): if case .int(let b) = right { return a == b }
    case .uint(let a): if case .uint(let b) = right { return a == b }
    case .decimal(let a): if case .decimal(let b) = right { return a == b }
    case .bytes(let a): if case .bytes(let b) = right { return a == b }
    case .list(let a): if case .list(let b) = right { return a == b }
    case .map(let a): if case .map(let b) = right { return a == b }
    case .timestamp(let a): if case .timestamp(let b) = right { return a == b }
    case .duration(let a): if case .duration(let b) = right { return a == b }
    case .date(let a): if case .date(let b) = right { return a == b }
    case .type(let a): if case .type(let b) = right { return a == b }
    case .optional(let a): if case .optional(let b) = right { return a == b }
    case .opaque(let a): if case .opaque(let b) = right { return a == b }
    case .double(let a): if case .double(let b) = right { return a == b || (a.isNaN && b.isNaN) }
    // Swift's strings are equal where they read alike; CEL's only where their code points are the same.
    case .string(let a): if case .string(let b) = right { return a.hasSameBytes(as: b) }
    }
    return false
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .uint(let value): hasher.combine(value)
    case .double(let value): hasher.combine(value.isNaN ? Double.infinity : value)
    case .decimal(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .bytes(let value): hasher.combine(value)
    case .list(let value): hasher.combine(value)
    case .map(let value): hasher.combine(value)
    case .timestamp(let value): hasher.combine(value)
    case .duration(let value): hasher.combine(value)
    case .date(let value): hasher.combine(value)
    case .type(let value): hasher.combine(value)
    case .optional(let value): hasher.combine(value)
    case .opaque(let value): hasher.combine(value)
    }
  }
}

extension String {
  /// Whether both are the same code points, however they look.
  @inline(__always)
  func hasSameBytes(as other: String) -> Bool {
    let ours = utf8
    let theirs = other.utf8
    guard ours.count == theirs.count else { return false }
    return ours.elementsEqual(theirs)
  }
}
