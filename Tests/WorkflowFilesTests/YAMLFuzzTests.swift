import Foundation
import Testing
import WorkflowFiles

@Suite("The YAML reader survives anything") struct YAMLFuzzTests {
  private static let corpus: [[UInt8]] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.sorted { $0.path < $1.path }.compactMap { try? Data(contentsOf: $0) }.map { Array($0) }
  }()

  @Test func `the corpus is read without a finding`() {
    #expect(Self.corpus.count >= 3)
    for bytes in Self.corpus {
      let diagnostics = Diagnostics()
      let document = YAMLDocument(reading: bytes, file: "w.yaml", diagnostics: diagnostics)
      #expect(document.isComplete)
      #expect(diagnostics.findings == [])
    }
  }

  @Test func `a broken file is read or refused, with every finding inside of it`() {
    var random = SplitMix(seed: 7)
    for round in 0..<1_500 {
      var bytes = Self.corpus[round % Self.corpus.count]
      for _ in 0...Int.random(in: 0..<4, using: &random) { random.damage(&bytes, with: Self.corpus) }
      let diagnostics = Diagnostics()
      let limits = YAMLLimits(fileBytes: 4_000, depth: 8, nodes: 120, textBytes: 80)
      let document = YAMLDocument(reading: bytes, file: "w.yaml", limits: limits, diagnostics: diagnostics)
      #expect(document.isComplete || diagnostics.hasErrors)
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      for finding in diagnostics.findings {
        #expect((1...lines).contains(finding.place.line))
        #expect((1...bytes.count + 1).contains(finding.place.column))
        #expect(finding.remedy != nil)
      }
      if let root = document.root { walk(root) }
    }
  }

  /// Asks a tree all that can be asked of it.
  private func walk(_ node: YAMLNode) {
    _ = node.json
    let range = node.range
    #expect(range.start <= range.end)
    if let text = node.text {
      for offset in stride(from: 0, through: text.utf8.count, by: 7) {
        let place = node.place(atTextOffset: offset)
        #expect(place.line >= range.start.line)
        #expect(place.line <= range.end.line)
      }
    }
    for element in node.elements ?? [] { walk(element) }
    for pair in node.pairs ?? [] {
      walk(pair.key)
      walk(pair.value)
    }
  }
}

/// Numbers that look random and are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func damage(_ bytes: inout [UInt8], with corpus: [[UInt8]]) {
    let marks = Array("{}[],:\"'|>-?&*!%@`#\n\n\t  ~<\\\r".utf8) + [0xC3, 0xA9, 0xFF, 0x00]
    let place = Int.random(in: 0...bytes.count, using: &self)
    switch Int.random(in: 0..<6, using: &self) {
    case 0, 1: bytes.insert(marks[Int.random(in: 0..<marks.count, using: &self)], at: place)
    case 2 where place < bytes.count: bytes.remove(at: place)
    case 3 where place < bytes.count: bytes.removeSubrange(place..<min(bytes.count, place + 9))
    case 4:
      let other = corpus[Int.random(in: 0..<corpus.count, using: &self)]
      bytes.insert(contentsOf: other[Int.random(in: 0..<other.count, using: &self)...].prefix(40), at: place)
    default: bytes.removeLast(bytes.count - place)
    }
  }
}
