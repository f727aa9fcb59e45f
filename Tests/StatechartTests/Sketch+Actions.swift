import Expression
import Statechart
import WorkingTime

extension Sketch {
  func assign(_ places: KeyValuePairs<String, String>) throws -> Action {
    .assign(
      try places.map { place, source in
        let path = place.split(separator: ".").map(String.init)
        let field = fields.firstIndex { $0.name == path[0] } ?? -1
        return Assignment(field: field, path: Array(path.dropFirst()), value: try cel(source))
      })
  }

  func raise(_ name: String, data: String? = nil) throws -> Action {
    .raise(name: name, data: try cel(data))
  }

  func send(_ name: String, id: String? = nil, data: String? = nil, after milliseconds: Int? = nil) throws -> Action {
    .send(
      id: id, name: name, data: try cel(data),
      delay: milliseconds.map { .fixed(.elapsed(.milliseconds($0))) })
  }

  func log(_ source: String) throws -> Action {
    .log(try cel(source))
  }

  func choose(_ branches: (String?, [Action])...) throws -> Action {
    .choose(try branches.map { Branch(condition: try cel($0.0), actions: $0.1) })
  }

  func perform(_ effect: Int, _ arguments: String? = nil) throws -> Action {
    .perform(effect, arguments: try cel(arguments))
  }

  /// An expression that always faults.
  static let faulty = "int('not a number') == 1"
}
