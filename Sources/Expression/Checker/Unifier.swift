/// Works out which types the open places (`Type.unknown`) of a checked expression stand for.
///
/// The rules are those of CEL's reference checker: a place takes the first type it meets, and a more general one later
/// if both agree. An attempt that fails is undone through a trail, so no copies are made.
struct Unifier {
  private var found: [Type?] = []
  private var trail: [(place: Int, old: Type?)] = []

  mutating func fresh() -> Type {
    found.append(nil)
    return .unknown(found.count - 1)
  }

  /// Whether values of the given types may stand where others are expected; places are filled only if all agree.
  mutating func assign(_ types: [Type], to expected: [Type]) -> Bool {
    guard types.count == expected.count else { return false }
    let mark = trail.count
    for (type, expected) in zip(types, expected) where !agree(type, expected) {
      while trail.count > mark {
        let step = trail.removeLast()
        found[step.place] = step.old
      }
      return false
    }
    return true
  }

  mutating func assign(_ type: Type, to expected: Type) -> Bool {
    assign([type], to: [expected])
  }

  /// The type of a list's elements, or a map's values, after one more of them: the more general of both, else `dyn`.
  mutating func join(_ previous: Type?, _ next: Type) -> Type {
    guard let previous else { return next }
    return assign(previous, to: next) ? Self.moreGeneral(previous, next) : .dyn
  }

  /// The type with every place filled that is known; the others stay open, or become `dyn` at the end.
  func resolve(_ type: Type, openIsDyn: Bool = false) -> Type {
    switch type {
    case .unknown(let place):
      if let known = found[place] { return resolve(known, openIsDyn: openIsDyn) }
      return openIsDyn ? .dyn : type
    case .list(let element): return .list(resolve(element, openIsDyn: openIsDyn))
    case .map(let key, let value):
      return .map(resolve(key, openIsDyn: openIsDyn), resolve(value, openIsDyn: openIsDyn))
    case .type(let inner): return .type(inner.map { resolve($0, openIsDyn: openIsDyn) })
    case .wrapper(let inner): return .wrapper(resolve(inner, openIsDyn: openIsDyn))
    case .optional(let inner): return .optional(resolve(inner, openIsDyn: openIsDyn))
    case .opaque(let name, let parameters):
      return parameters.isEmpty ? type : .opaque(name, parameters.map { resolve($0, openIsDyn: openIsDyn) })
    case .dyn, .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date, .parameter,
      .error:
      return type
    }
  }

  private mutating func agree(_ left: Type, _ right: Type) -> Bool {
    if case .unknown(let place) = right {
      let (fits, wasKnown) = substitute(left, for: place)
      if fits { return true }
      if wasKnown { return false }
    }
    if case .unknown(let place) = left { return substitute(right, for: place).fits }
    if left == .dyn || left == .error || right == .dyn || right == .error { return true }
    if left == .null { return Self.isNullable(right) }
    if right == .null { return Self.isNullable(left) }
    return agreeInside(left, right)
  }

  private mutating func agreeInside(_ left: Type, _ right: Type) -> Bool {
    if case .wrapper(let inner) = right { return agree(left, inner) }
    switch left {
    case .wrapper(let inner): return agree(inner, right)
    case .list(let element): if case .list(let other) = right { return agree(element, other) }
    case .optional(let inner): if case .optional(let other) = right { return agree(inner, other) }
    case .type: if case .type = right { return true }
    case .map(let key, let value):
      if case .map(let otherKey, let otherValue) = right { return agree(key, otherKey) && agree(value, otherValue) }
    case .opaque(let name, let parameters):
      guard case .opaque(name, let others) = right, parameters.count == others.count else { return false }
      for (parameter, other) in zip(parameters, others) where !agree(parameter, other) { return false }
      return true
    case .dyn, .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date, .parameter,
      .error, .unknown:
      return left == right
    }
    return false
  }

  private mutating func substitute(_ type: Type, for place: Int) -> (fits: Bool, wasKnown: Bool) {
    if type == .unknown(place) { return (true, true) }
    if let known = found[place] {
      if type == known { return (true, true) }
      guard agree(type, known) else { return (false, true) }
      let general = Self.moreGeneral(type, known)
      if !occurs(place, in: general) { fill(place, with: general) }
      return (true, true)
    }
    guard !occurs(place, in: type) else { return (false, false) }
    fill(place, with: type)
    return (true, false)
  }

  private mutating func fill(_ place: Int, with type: Type) {
    trail.append((place, found[place]))
    found[place] = type
  }

  private func occurs(_ place: Int, in type: Type) -> Bool {
    switch type {
    case .unknown(let other): other == place || found[other].map { occurs(place, in: $0) } ?? false
    case .list(let element): occurs(place, in: element)
    case .map(let key, let value): occurs(place, in: key) || occurs(place, in: value)
    case .type(let inner): inner.map { occurs(place, in: $0) } ?? false
    case .wrapper(let inner), .optional(let inner): occurs(place, in: inner)
    case .opaque(_, let parameters): parameters.contains { occurs(place, in: $0) }
    case .dyn, .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date, .parameter,
      .error:
      false
    }
  }

  private static func isNullable(_ type: Type) -> Bool {
    switch type {
    case .null, .wrapper, .optional, .opaque, .timestamp, .duration: true
    case .dyn, .bool, .int, .uint, .double, .decimal, .string, .bytes, .list, .map, .date, .type, .parameter, .error,
      .unknown:
      false
    }
  }

  /// The first type where it is as general as the second or more so, else the second.
  private static func moreGeneral(_ first: Type, _ second: Type) -> Type {
    isAsGeneral(first, as: second) ? first : second
  }

  private static func isAsGeneral(_ first: Type, as second: Type) -> Bool {
    if isOpen(first) { return true }
    if isOpen(second) { return false }
    if second == .null { return isNullable(first) }
    switch first {
    case .wrapper(let inner):
      if case .wrapper(let other) = second { return isAsGeneral(inner, as: other) }
      return isAsGeneral(inner, as: second)
    case .list(let element): if case .list(let other) = second { return isAsGeneral(element, as: other) }
    case .optional(let inner): if case .optional(let other) = second { return isAsGeneral(inner, as: other) }
    case .type: if case .type = second { return true }
    case .map(let key, let value):
      guard case .map(let otherKey, let otherValue) = second else { return false }
      return isAsGeneral(key, as: otherKey) && isAsGeneral(value, as: otherValue)
    case .opaque(let name, let parameters):
      guard case .opaque(name, let others) = second, parameters.count == others.count else { return false }
      return zip(parameters, others).allSatisfy { isAsGeneral($0, as: $1) }
    case .dyn, .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date, .parameter,
      .error, .unknown:
      return first == second
    }
    return false
  }

  private static func isOpen(_ type: Type) -> Bool {
    if case .unknown = type { return true }
    return type == .dyn
  }
}
