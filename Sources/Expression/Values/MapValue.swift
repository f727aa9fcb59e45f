/// A map of an expression: pairs in the order they were written, found by key whatever number type the key has.
package struct MapValue: Sendable {
  /// A key and what it stands for.
  package struct Entry: Sendable, Hashable {
    package let key: Value
    package let value: Value

    package init(key: Value, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// The pairs, in the order they were added.
  package private(set) var entries: [Entry] = []
  /// Where each key stands; empty while there are so few pairs that looking through them is quicker.
  private var places: [MapKey: Int] = [:]
  private static let indexedFrom = 9

  package init() {}

  /// A map of pairs. A later pair replaces an earlier one of the same key; a pair whose key can't be one is left out.
  package init(_ pairs: some Sequence<(Value, Value)>) {
    for (key, value) in pairs { set(value, for: key) }
  }

  /// A map whose keys are names.
  package init(_ pairs: some Sequence<(String, Value)>) {
    for (key, value) in pairs { set(value, for: .string(key)) }
  }

  package var count: Int { entries.count }
  package var isEmpty: Bool { entries.isEmpty }
  package var keys: [Value] { entries.map(\.key) }
  package var values: [Value] { entries.map(\.value) }

  /// What a key stands for: `1`, `1u` and `1.0` are the same key.
  package subscript(key: Value) -> Value? {
    guard let place = place(of: key) else { return nil }
    return entries[place].value
  }

  /// What a name stands for.
  package subscript(name: String) -> Value? {
    self[.string(name)]
  }

  /// Adds a pair, or replaces the value of the key.
  ///
  /// - Returns: false where the value can't be a key; nothing is changed then.
  @discardableResult
  package mutating func set(_ value: Value, for key: Value) -> Bool {
    guard let normal = MapKey(key) else { return false }
    if let place = place(of: normal) {
      entries[place] = Entry(key: entries[place].key, value: value)
      return true
    }
    append(Entry(key: key, value: value), normal)
    return true
  }

  /// Adds a pair whose key is not there yet; false where it is, or where the value can't be a key.
  mutating func insert(_ value: Value, for key: Value) -> Bool {
    guard let normal = MapKey(key), place(of: normal) == nil else { return false }
    append(Entry(key: key, value: value), normal)
    return true
  }

  func contains(key: Value) -> Bool {
    place(of: key) != nil
  }

  private mutating func append(_ entry: Entry, _ key: MapKey) {
    entries.append(entry)
    if entries.count < Self.indexedFrom { return }
    if entries.count == Self.indexedFrom {
      for (place, entry) in entries.enumerated() {
        if let key = MapKey(entry.key) { places[key] = place }
      }
    } else {
      places[key] = entries.count - 1
    }
  }

  private func place(of key: Value) -> Int? {
    guard let normal = MapKey(key) else { return nil }
    return place(of: normal)
  }

  private func place(of key: MapKey) -> Int? {
    if entries.count >= Self.indexedFrom { return places[key] }
    return entries.firstIndex { MapKey($0.key) == key }
  }
}

extension MapValue: Hashable {
  /// Two maps are the same when their pairs are, in whatever order.
  package static func == (left: MapValue, right: MapValue) -> Bool {
    left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    var sum = 0
    for entry in entries { sum &+= MapKey(entry.key).hashValue &+ entry.value.hashValue }
    hasher.combine(sum)
  }
}

/// A key in the one form that all equal keys share: a whole number is the same key in every number type.
enum MapKey: Hashable {
  case bool(Bool)
  case whole(Int64)
  case large(UInt64)
  case text(String)

  init?(_ value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .whole(value)
    case .uint(let value): self = Int64(exactly: value).map(MapKey.whole) ?? .large(value)
    case .double(let value):
      if let whole = Int64(exactly: value) {
        self = .whole(whole)
      } else if let large = UInt64(exactly: value) {
        self = .large(large)
      } else {
        return nil
      }
    case .string(let value): self = .text(value)
    case .null, .decimal, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque: return nil
    }
  }

  static func == (left: MapKey, right: MapKey) -> Bool {
    switch (left, right) {
    case (.bool(let a), .bool(let b)): a == b
    case (.whole(let a), .whole(let b)): a == b
    case (.large(let a), .large(let b)): a == b
    case (.text(let a), .text(let b)): a.hasSameBytes(as: b)
    case (.bool, _), (.whole, _), (.large, _), (.text, _): false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value): hasher.combine(value)
    case .whole(let value): hasher.combine(value)
    case .large(let value): hasher.combine(value)
    case .text(let value): hasher.combine(value)
    }
  }
}
