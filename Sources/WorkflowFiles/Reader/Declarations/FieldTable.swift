import Casework
import Expression
import Statechart

/// The fields of `data` before their initial values are compiled: names, types, and where they stand.
struct FieldTable {
  struct Entry {
    let field: DataField
    let key: YAMLNode
    let initial: YAMLNode?
  }

  let entries: [Entry]
  private let numbers: [String: Int]

  init(_ entries: [Entry]) {
    self.entries = entries
    numbers = Dictionary(entries.enumerated().map { ($1.field.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var names: [String] { entries.map(\.field.name) }

  func number(of name: String) -> Int? { numbers[name] }

  /// What expressions see. A field that need not have a value may be null, and can be compared with null; `data.x` of a
  /// required one can be used without asking.
  var scope: ExpressionScope {
    CaseScope.scope(
      fields: entries.map { entry in
        let type = entry.field.type
        return Field(name: entry.field.name, type: entry.field.isRequired || type == .dyn ? type : .wrapper(type))
      })
  }

  /// The statechart's fields, their initial values compiled.
  func chartFields(_ expressions: ExpressionReader) -> [Field] {
    entries.map { entry in
      let initial = entry.initial.flatMap { expressions.read($0, "initial", as: .field(entry.field.type)) }
      return Field(name: entry.field.name, type: entry.field.type, initial: initial)
    }
  }

  /// The field that a path leads to, and the keys below it: `data.x.y` and `x.y` are the same path.
  ///
  /// A field's name may hold anything, dots included; the longest name that fits is meant.
  func place(of path: String) -> (field: Int, below: [String])? {
    for start in path.hasPrefix("data.") ? [path[...], path.dropFirst(5)] : [path[...]] {
      var name = start
      while true {
        if let number = numbers[String(name)] {
          let below = start.dropFirst(name.count).split(separator: ".").map(String.init)
          return (number, below)
        }
        guard let dot = name.lastIndex(of: ".") else { break }
        name = name[..<dot]
      }
    }
    return nil
  }
}
