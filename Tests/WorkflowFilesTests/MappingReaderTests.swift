import Testing
import WorkflowFiles

private enum Kind: String, CaseIterable { case parallel, final, history }

@Suite("A mapping is read key by key") struct MappingReaderTests {
  private func read(_ text: String, _ body: (MappingReader) -> Void) throws -> String {
    let diagnostics = Diagnostics()
    let root = try #require(YAMLDocument(reading: text, file: "w.yaml", diagnostics: diagnostics).root)
    MappingReader.read(root, "a state", diagnostics) { body($0) }
    return diagnostics.findings.map(\.description).joined(separator: "\n")
  }

  @Test func `what fits is read without a finding`() throws {
    let findings = try read(
      """
      title: 2024
      type: final
      reenter: true
      attempts: 3
      min: 1.50
      target: closed
      tags: [a, b]
      states: {one: {}, two: {}}
      nested: {owner: supplier}
      """
    ) { map in
      #expect(map.text("title") == "2024")
      #expect(map.choice("type", Kind.self) == .final)
      #expect(map.bool("reenter") == true)
      #expect(map.integer("attempts", in: 1...3) == 3)
      #expect(map.number("min") == "1.50")
      #expect(map.oneOrMoreTexts("target")?.map(\.value) == ["closed"])
      #expect(map.texts("tags", isRequired: true)?.map(\.place.column) == [8, 11])
      #expect(map.pairs("states")?.map(\.name) == ["one", "two"])
      #expect(map.mapping("nested", "an owner") { $0.text("owner") } == "supplier")
      #expect(map.text("absent") == nil)
    }
    #expect(findings == "")
  }

  @Test func `what does not fit is reported with what was expected and what was found`() throws {
    let findings = try read("a: [1]\nb: yes\nc: 1.5\nd: {x: 1}\ne: x\nf:\ng: 7\nh: parralel\ni: [a, {}]\nj: .5x\n") {
      map in
      #expect(map.text("a") == nil)
      #expect(map.bool("b") == nil)
      #expect(map.integer("c", in: 0...9) == nil)
      #expect(map.texts("d") == nil)
      #expect(map.pairs("e") == nil)
      #expect(map.text("f") == nil)
      #expect(map.integer("g", in: 1...5) == nil)
      #expect(map.choice("h", Kind.self) == nil)
      #expect(map.texts("i")?.map(\.value) == ["a"])
      #expect(map.number("j") == nil)
    }
    #expect(
      findings == """
        w.yaml:1:4: error wrong-type: a: expected text, found a list
          write text; in quotes if it begins with a bracket
        w.yaml:2:4: error wrong-type: b: expected true or false, found the text "yes"
          write true, without quotes
        w.yaml:3:4: error wrong-type: c: expected a whole number, found the number 1.5
          write digits only, without quotes
        w.yaml:4:4: error wrong-type: d: expected a list of texts, found a mapping
          write [one, another], or lines that begin with "- "
        w.yaml:5:4: error wrong-type: e: expected a mapping, found the text "x"
          write { key: value }, or lines with "key: value" set in below
        w.yaml:6:3: error wrong-type: f: expected text, found nothing
          write text; in quotes if it begins with a bracket
        w.yaml:7:4: error out-of-range: g: 7 is out of range
          write a number from 1 to 5
        w.yaml:8:4: error unknown-word: h can't be "parralel"
          did you mean "parallel"?
        w.yaml:9:8: error wrong-type: i: expected text, found a mapping
          write text; in quotes if it begins with a bracket
        w.yaml:10:4: error wrong-type: j: expected a number, found the text ".5x"
          write digits with an optional decimal point, without quotes
        """)
  }

  @Test func `an unknown key is reported with the key that was meant`() throws {
    let findings = try read("tagret: a\nfoo: b\ntitle: c") { map in
      _ = map.text("target")
      _ = map.text("title")
    }
    #expect(
      findings == """
        w.yaml:1:1: error unknown-key: a state has no key "tagret"
          did you mean "target"?
        w.yaml:2:1: error unknown-key: a state has no key "foo"
          take it out; the keys of a state are "target" and "title"
        """)
  }

  @Test func `a missing key is reported at the mapping`() throws {
    let findings = try read("title: c") { map in
      map.accept("title")
      #expect(map.text("target", isRequired: true) == nil)
      #expect(map.required("owner") == nil)
    }
    #expect(
      findings == """
        w.yaml:1:1: error missing-key: a state lacks the key "target"
          add "target: …"
        w.yaml:1:1: error missing-key: a state lacks the key "owner"
          add "owner: …"
        """)
  }

  @Test func `a key is not missed where reading broke off`() throws {
    let findings = try read("title: \"c\nowner: x") { map in
      #expect(map.text("title") == nil)
      #expect(map.required("target") == nil)
    }
    #expect(findings.hasPrefix("w.yaml:1:8: error yaml-syntax"))
    #expect(!findings.contains("missing-key"))
  }

  @Test func `keys that exclude each other are refused after the first`() throws {
    let findings = try read("on: {}\nalways: []\ntransitions: []\nstates: {}") { map in
      map.accept("on", "always", "transitions")
      map.atMostOne(of: "transitions", "on", "after")
      map.refuse("states", because: "a final state has no states")
      map.refuse("history", because: "it has none")
    }
    #expect(
      findings == """
        w.yaml:3:1: error conflicting-keys: a state can't have both "on" and "transitions"
          keep one of them
        w.yaml:4:1: error conflicting-keys: "states" can't stand here: a final state has no states
          take the key out
        """)
  }

  @Test func `what is no mapping is reported and not read`() throws {
    let findings = try read("[1]") { _ in Issue.record("read") }
    #expect(
      findings == """
        w.yaml:1:1: error wrong-type: a state: expected a mapping, found a list
          write { key: value }, or lines with "key: value" set in below
        """)
  }

  @Test func `what stands behind an anchor is reported once`() throws {
    let findings = try read("a: &x {odd: 1}\nb: *x") { map in
      for key in ["a", "b"] { _ = map.mapping(key, "a transition") { $0.text("target") } }
    }
    #expect(
      findings == """
        w.yaml:1:8: error unknown-key: a transition has no key "odd"
          take it out; the keys of a transition are "target"
        """)
  }
}
