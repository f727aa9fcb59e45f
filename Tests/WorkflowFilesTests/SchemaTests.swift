import Foundation
import JSON
import TestKit
import Testing
import WorkflowFiles

/// The schema that editors have and the reader know the same language.
@Suite struct SchemaTests {
  private static let schema = WorkflowSchema.document
  private static let validator = SchemaValidator(root: schema)

  private static func json(_ text: String) -> JSONValue? { read(text).root?.json }

  /// Every mapping of the schema that has keys of its own, by its description.
  private static func mappings(_ schema: JSONValue) -> [(name: String, keys: Set<String>)] {
    switch schema {
    case .array(let parts): return parts.flatMap(mappings)
    case .object(let object):
      var found = object.flatMap { mappings($0.value) }
      if let keys = object["properties"]?.objectValue?.keys, object["additionalProperties"] == false {
        found.append((object["description"]?.stringValue ?? "", Set(keys)))
      }
      return found
    case .null, .bool, .integer, .number, .string: return []
    }
  }

  private static func keys(_ name: String) throws -> Set<String> {
    try #require(mappings(schema).first { $0.name.hasPrefix(name) }, "no mapping \(name)").keys
  }

  /// The keys of a probe that the reader does not know: each is put into a workflow at KEY, and looked for in findings.
  private static func unknown(_ keys: Set<String>, in template: String) -> Set<String> {
    keys.filter { key in
      let text = template.replacing("KEY", with: "\(key): x")
      let findings = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text, hasMessages: false)).findings
      return findings.contains { $0.code == .unknownKey && $0.message.hasSuffix("\"\(key)\"") }
    }
  }

  @Test(arguments: [
    ("A process", "KEY\n"),
    ("How an arrival", "received: { KEY }\n"),
    ("How a closed case", "reopen: { KEY }\n"),
    ("A field", "data: { f: { KEY } }\n"),
    ("Somebody who", "parties: { p: { KEY } }\n"),
    ("A promise", "clocks: { c: { KEY } }\n"),
    ("A state that", "states: { s: { KEY } }\n"),
    ("A way on from", "states: { s: { on: { e: { KEY } } } }\n"),
    ("A way on that names", "states: { s: { transitions: [{ KEY }] } }\n"),
    ("A length or", "states: { s: { within: { KEY } } }\n"),
    ("Reminders", "states: { s: { remind: { at: 1 day, KEY } } }\n"),
    ("One thing", "states: { s: { entry: [{ log: x, KEY }] } }\n"),
    ("An event of the workflow's own", "states: { s: { entry: [{ raise: { KEY } }] } }\n"),
    ("An event that the case", "states: { s: { entry: [{ send: { KEY } }] } }\n"),
    ("A message", "states: { s: { entry: [{ notify: { KEY } }] } }\n"),
    ("A linked", "states: { s: { entry: [{ start: { KEY } }] } }\n"),
    ("A call", "states: { s: { entry: [{ call: { KEY } }] } }\n"),
    ("Where it begins", "initial: { KEY }\n"),
    ("Something that must never be", "never: { KEY }\n"),
    ("Something that must always be", "always: [{ KEY }]\n"),
    ("Something that may happen", "never: { published: true, before: { KEY } }\n"),
    ("A message that is sent", "never: { notified: { KEY } }\n"),
    ("A name that", "never: { named: { KEY } }\n"),
    ("An event that is answered", "never: { taken: { KEY } }\n"),
  ]) func `the reader knows a key exactly where the schema does`(name: String, template: String) throws {
    let words = Self.mappings(Self.schema).reduce(into: Set<String>()) { $0.formUnion($1.keys) }
    let known = try Self.keys(name)
    var refused = Self.unknown(words, in: template)
    if name.hasPrefix("A state that") {
      // What a state may have depends on its type; a key of any of them is one of the language.
      for type in ["final", "history", "parallel"] {
        refused.formIntersection(Self.unknown(words, in: "states: { s: { type: \(type), KEY } }\n"))
      }
      refused.formIntersection(Self.unknown(words, in: "states: { s: { states: { t: {} }, KEY } }\n"))
    }
    // With `for` it is no list of reminders but a length, which has keys of its own.
    if name == "Reminders" { refused.insert("for") }
    #expect(words.subtracting(refused) == known, "\(name)")
  }

  @Test func `no reader asks for a key that the schema has nowhere`() throws {
    let words = Self.mappings(Self.schema).reduce(into: Set<String>()) { $0.formUnion($1.keys) }
    let calls = try Regex(
      #"\bmap\.(?:text|located|bool|integer|number|choice|list|oneOrMore|texts|oneOrMoreTexts|pairs|mapping|optional|required)\("([a-zA-Z-]+)""#
    )
    var asked: Set<String> = []
    for file in try Checkout.swiftFiles(below: "Sources/WorkflowFiles/Reader") {
      for match in try Checkout.text(of: file).matches(of: calls) {
        if let key = match.output[1].substring { asked.insert(String(key)) }
      }
    }
    #expect(asked.count > 40)
    #expect(asked.subtracting(words).isEmpty, "\(asked.subtracting(words).sorted())")
  }

  @Test func `every shipped workflow fits the schema`() throws {
    for name in try Checkout.folders(below: "Workflows").subtracting(["calendars"]).sorted() {
      let value = try #require(Self.json(try Checkout.text(of: "Workflows/\(name)/workflow.yaml")))
      #expect(Self.validator.accepts(value), "\(name)")
    }
  }

  @Test func `a broken workflow whose shape is right fits the schema, and one whose shape is wrong does not`() throws {
    // What only the reader can tell: references, types, meaning, limits, and the text of a value.
    let beyond: Set = [
      "unknown-tag", "duplicate-key", "states-too-deep", "text-too-long", "invalid-delay", "out-of-range",
      "yaml-directive", "key-not-text", "merge-key", "recursive-alias", "unknown-alias", "several-documents",
      "control-character", "too-many-values", "expression-syntax",
    ]
    let shapes: Set = ["unknown-key", "missing-key", "wrong-type", "no-states"]
    var refused = 0
    for fixture in Fixture.all {
      let errors = fixture.reading.findings.filter { $0.severity == .error }
      let codes = Set(errors.map { "\($0.code.rawValue)" })
      guard let value = Self.json(String(decoding: fixture.source.bytes, as: UTF8.self)) else { continue }
      if codes.isEmpty {
        #expect(Self.validator.accepts(value), "\(fixture.name) is right")
      } else if codes.isDisjoint(with: beyond), codes.contains("unknown-key") {
        #expect(!Self.validator.accepts(value), "\(fixture.name) is wrong: \(codes.sorted())")
        refused += 1
      } else if codes.isSubset(of: shapes), !Self.validator.accepts(value) {
        refused += 1
      }
    }
    #expect(refused >= 8, "\(refused)")
  }

  @Test func `the schema uses nothing that its validator here does not know`() {
    func check(_ schema: JSONValue, isNames: Bool) {
      guard let object = schema.objectValue else {
        for part in schema.arrayValue ?? [] { check(part, isNames: false) }
        return
      }
      for (key, value) in object {
        if !isNames { #expect(SchemaValidator.keywords.contains(key), "\(key)") }
        if ["const", "enum", "required", "type"].contains(key), !isNames { continue }
        check(value, isNames: !isNames && ["properties", "definitions"].contains(key))
      }
    }
    check(Self.schema, isNames: false)
  }
}
