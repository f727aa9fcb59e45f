/// The members of a JSON object, in the order they were written, each name once.
///
/// Two objects are equal when they have the same members, whatever their order: order is for the reader's eye and for
/// document order in a workflow, and RFC 8259 gives it no meaning.
package struct JSONObject: Sendable {
  private var members: [(key: String, value: JSONValue)] = []

  // A small object is searched from end to end, which is faster than hashing; a large one gets an index, so that no
  // document can make reading it quadratic.
  private var places: [ExactText: Int] = [:]
  private static let largestSearched = 48

  /// An object with no members.
  package init() {}

  /// The value of a member, or nil where there is none. Setting nil removes it; setting a new name puts it last.
  package subscript(key: String) -> JSONValue? {
    get { place(of: key).map { members[$0].value } }
    set {
      switch (place(of: key), newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil): remove(at: place)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// The names of the members, in order.
  package var keys: [String] { members.map(\.key) }

  /// Adds a member at the end and says true, or changes nothing and says false where the name is taken.
  package mutating func insert(_ key: String, _ value: JSONValue) -> Bool {
    guard place(of: key) == nil else { return false }
    append(key, value)
    return true
  }

  private func place(of key: String) -> Int? {
    if members.count > Self.largestSearched { return places[ExactText(key)] }
    for place in members.indices where ExactText.same(members[place].key, key) { return place }
    return nil
  }

  private mutating func append(_ key: String, _ value: JSONValue) {
    members.append((key, value))
    if members.count == Self.largestSearched + 1 {
      index()
    } else if members.count > Self.largestSearched {
      places[ExactText(key)] = members.count - 1
    }
  }

  private mutating func remove(at place: Int) {
    members.remove(at: place)
    index()
  }

  private mutating func index() {
    places.removeAll()
    guard members.count > Self.largestSearched else { return }
    for (place, member) in members.enumerated() { places[ExactText(member.key)] = place }
  }
}

extension JSONObject: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { members.count }
  package subscript(position: Int) -> (key: String, value: JSONValue) { members[position] }
}

extension JSONObject: Hashable {
  package static func == (a: JSONObject, b: JSONObject) -> Bool {
    a.count == b.count && a.allSatisfy { b[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    // Order has no meaning, so the members' hashes are joined by an operation that has no order.
    var joined = 0
    for (key, value) in members {
      var one = Hasher()
      one.combine(ExactText(key))
      one.combine(value)
      joined ^= one.finalize()
    }
    hasher.combine(joined)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (key, value) in elements {
      let isNew = insert(key, value)
      precondition(isNew, "a literal names a member twice")
    }
  }
}
