import Casework
import Expression

/// Reads `data`: what a case knows, and what each part of that may be.
struct FieldReader {
  let diagnostics: Diagnostics

  func table(_ pairs: [YAMLPair]?) -> FieldTable {
    let pairs = pairs ?? []
    if pairs.count > WorkflowLimits.fields {
      diagnostics.error(
        .tooManyFields, at: pairs[WorkflowLimits.fields].key.place,
        "there are more than \(WorkflowLimits.fields) fields",
        remedy: "put what belongs together into fields of the type map")
    }
    return FieldTable(pairs.prefix(WorkflowLimits.fields).map(entry))
  }

  /// A field whose body is wrong is kept as one of which nothing is known, so that what names it is not wrong as well.
  private func entry(_ pair: YAMLPair) -> FieldTable.Entry {
    if !Self.isName(pair.name) {
      diagnostics.warning(
        .awkwardName, at: pair.key.place, "expressions can't write data.\(pair.name.prefix(60))",
        remedy: "use letters, digits and underscores only, or write data['…'] in expressions")
    }
    let read = MappingReader.read(pair.value, "a field", diagnostics) { map in
      (field: field(pair.name, map), initial: map.optional("initial"))
    }
    return FieldTable.Entry(
      field: read?.field ?? DataField(name: pair.name, type: .dyn), key: pair.key, initial: read?.initial)
  }

  private func field(_ name: String, _ map: MappingReader) -> DataField {
    let type = type(map)
    return DataField(
      name: name, type: type ?? .dyn, title: map.text("title"), isRequired: map.bool("required") ?? false,
      choices: (map.list("one-of") ?? []).compactMap { value($0, "one-of", type) },
      maximumLength: maximumLength(map, type), minimum: bound("min", map, type), maximum: bound("max", map, type),
      directory: map.text("directory"), description: map.text("description"))
  }

  private func type(_ map: MappingReader) -> Type? {
    guard let text = map.located("type", isRequired: true) else { return nil }
    do throws(TypeText.Problem) {
      return try TypeText.type(of: text.value)
    } catch {
      diagnostics.error(.unknownWord, at: text.place, error.message, remedy: error.remedy)
      return nil
    }
  }

  private func maximumLength(_ map: MappingReader, _ type: Type?) -> Int? {
    let length = map.integer("max-length", in: 1...1_000_000)
    if let type, type != .string {
      map.refuse(
        "max-length", because: "only text has a length, and this is \(type)", remedy: "use \"min\" and \"max\"")
      return nil
    }
    return length
  }

  private func bound(_ key: String, _ map: MappingReader, _ type: Type?) -> Value? {
    guard let node = map.optional(key) else { return nil }
    switch type {
    case nil: return nil
    case .int, .uint, .double, .decimal, .date, .timestamp, .duration: return value(node, key, type)
    case .dyn, .null, .bool, .string, .bytes, .list, .map, .type, .wrapper, .optional, .opaque, .parameter, .error,
      .unknown:
      map.refuse(key, because: "values of this type are neither larger nor smaller")
      return nil
    }
  }

  /// A value of a field's type that the file itself names.
  private func value(_ node: YAMLNode, _ key: String, _ type: Type?) -> Value? {
    guard let type else { return nil }
    if type == .string { return node.readText(key, diagnostics).map(Value.string) }
    do throws(FieldProblem) {
      return try DataField(name: key, type: type, isRequired: true).value(of: node.json)
    } catch {
      diagnostics.error(
        .wrongType, at: node.place, "\(key): expected \(type), found \(node.kindInWords)", remedy: "it \(error.problem)"
      )
      return nil
    }
  }

  /// `[_a-zA-Z][_a-zA-Z0-9]*`, CEL's identifiers.
  static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
