/// A part of an expression as it was written, and what the checker found out about it.
///
/// A class, because the checker adds to nodes it has already seen once all types are known.
final class Node {
  let kind: NodeKind
  /// All of its text.
  let place: Place
  /// Its own word or sign: the operator, the function's name, the field.
  let mark: Place
  /// How many nodes lie on the longest way down, this one counted.
  let height: Int
  /// Its type, once checked.
  var type: Type = .dyn
  /// What a name, a selection or a call turned out to be, once checked.
  var meaning: Meaning?

  init(_ kind: NodeKind, place: Place, mark: Place? = nil, height: Int) {
    self.kind = kind
    self.place = place
    self.mark = mark ?? place
    self.height = height
  }
}

/// The forms of a part of an expression.
indirect enum NodeKind {
  case literal(Value)
  /// A name; an absolute one (`.x`) is looked up in no container and among no local variables.
  case name(String, isAbsolute: Bool)
  /// `a.b`, or `a.?b`.
  case select(Node, field: String, isOptional: Bool)
  /// `has(a.b)`: the operand and its field.
  case has(Node, field: String)
  /// `a[b]`, or `a[?b]`.
  case index(Node, Node, isOptional: Bool)
  /// A call of a function or of an operator, whose name is CEL's (`_+_`).
  case call(String, target: Node?, arguments: [Node])
  case list([ListItem])
  case map([MapItem])
  /// `Name{field: value}`.
  case message(String, isAbsolute: Bool, fields: [MessageField])
  case and([Node])
  case or([Node])
  case conditional(Node, Node, Node)
  case comprehension(Comprehension)
  /// `cel.bind(name, value, body)`.
  case bind(String, value: Node, body: Node)
  /// `x.optMap(name, body)` and `x.optFlatMap(name, body)`.
  case optionalMap(Node, name: String, body: Node, isFlat: Bool)
  /// Something that could not be read and was already reported.
  case faulty
}

struct ListItem {
  let node: Node
  let isOptional: Bool
}

struct MapItem {
  let key: Node
  let value: Node
  let isOptional: Bool
}

struct MessageField {
  let name: String
  let value: Node
}

/// A macro that goes through a list or a map.
struct Comprehension {
  enum Kind {
    case all, exists, existsOne, filter, map, transformList, transformMap, transformMapEntry
  }

  let kind: Kind
  let range: Node
  /// The element or key; in the form with two variables the index or key.
  let first: String
  /// The element or value, in the form with two variables.
  let second: String?
  /// What has to hold: the predicate of all, exists, existsOne and filter, or the filter of the others.
  let condition: Node?
  /// What becomes of an element.
  let transform: Node?
}
