import Expression
import Statechart

/// Reads forms: the fields that a sender fills in, and what stores them.
struct FormReader {
  let context: ReadingContext

  /// The numbers of the fields that a form names.
  func fields(_ key: String, of map: MappingReader) -> [Int] {
    var numbers: [Int] = []
    var seen: Set<Int> = []
    for name in map.texts(key) ?? [] {
      guard let number = context.checkField(name) else { continue }
      if !seen.insert(number).inserted {
        context.diagnostics.warning(
          .duplicateKey, at: name.place, "\(name.value.inQuotes) stands in this form twice", remedy: "take one out")
      } else {
        numbers.append(number)
      }
    }
    return numbers
  }

  /// What comes first in the transition's actions: each field takes what was sent for it, and keeps its value where
  /// nothing was.
  func storing(_ form: [Int]) -> [Action] {
    let assignments = form.compactMap { number -> Assignment? in
      let field = context.fields.entries[number].field.name
      let name = ArgumentReader.literal(field)
      // Whoever sends it may send no data, or something that has no fields.
      let value = "type(event.data) == map && \(name) in event.data ? event.data[\(name)] : \(Self.kept(field))"
      return context.expressions.compile(value, for: context.fields.entries[number].key).map {
        Assignment(field: number, value: $0)
      }
    }
    return assignments.isEmpty ? [] : [.assign(assignments)]
  }

  /// A field as an expression reads it by itself. Asked for by index it would be taken out of a map of all fields, made
  /// for the purpose; so only those are whose name no selection can spell.
  private static func kept(_ field: String) -> String {
    let isSelected = FieldReader.isName(field) && !["true", "false", "null", "in"].contains(field)
    return isSelected ? "data.\(field)" : "data[\(ArgumentReader.literal(field))]"
  }
}
