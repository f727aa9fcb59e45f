import Engine
import JSON

/// Histories with true hashes, made without a store.
enum AuditSample {
  static func `case`(_ number: Int, entries count: Int, text: String = "text") -> AuditCase {
    let id = "0190f000-0000-7000-8000-00000000000\(number)"
    return chained(id, count) { revision in
      .whole(
        salt: [UInt8](repeating: UInt8(revision), count: JournalChain.saltLength),
        actorName: revision.isMultiple(of: 2) ? "m.m" : nil,
        payload: Array("{\"note\":\"\(text) \(revision) of \(number)\"}".utf8),
        messages: revision == 1 ? Array("[[\"message\",{}]]".utf8) : nil)
    }
  }

  static func random(_ number: Int, using dice: inout some RandomNumberGenerator) -> AuditCase {
    let id = "0190f000-0000-7000-8000-00000000000\(number)"
    let alphabet = Array("abc \"\\\n\t{}[]:,0159ÄÖ€🎈é\u{2028}")
    var parts: [AuditEntry.Personal] = []
    for _ in 0..<Int.random(in: 1...5, using: &dice) {
      func text(_ length: Int) -> String {
        String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices)] })
      }
      parts.append(
        .whole(
          salt: (0..<JournalChain.saltLength).map { _ in UInt8.random(in: .min ... .max, using: &dice) },
          actorName: Bool.random(using: &dice) ? text(5) : nil,
          payload: Array(JSONValue.object(["x": .string(text(20))]).serialized().utf8),
          messages: Bool.random(using: &dice) ? Array(text(9).utf8) : nil))
    }
    let made = chained(id, parts.count) { parts[$0 - 1] }
    return Bool.random(using: &dice) ? erased(made, revisions: [1]) : made
  }

  static func erased(_ audited: AuditCase, revisions: [Int]) -> AuditCase {
    AuditCase(
      head: audited.head,
      entries: audited.entries.map { entry in
        guard revisions.contains(entry.entry.revision) else { return entry }
        return AuditEntry(entry: entry.entry, personal: .erased(digest: entry.digest), hash: entry.hash)
      })
  }

  private static func chained(_ id: String, _ count: Int, _ personal: (Int) -> AuditEntry.Personal) -> AuditCase {
    var head = JournalChain.beginning
    var entries: [AuditEntry] = []
    for revision in 1...max(1, count) {
      var entry = AuditEntry(
        entry: JournalChain.Entry(
          caseID: id, revision: revision, eventID: "0191f000-0000-7000-8000-0000000000\(10 + revision)",
          at: 1_767_603_600_000_000 + Int64(revision), kind: revision == 1 ? "opened" : "event", name: "step",
          actorRole: revision == 1 ? nil : "desk", due: revision == 3 ? 1_767_603_600_000_000 : nil),
        personal: personal(revision), hash: [])
      head = entry.hash(after: head)
      entry.hash = head
      entries.append(entry)
    }
    return AuditCase(head: AuditHead(caseID: id, revision: entries.count, hash: head), entries: entries)
  }

  /// An export of cases, whatever they are.
  static func lines(_ cases: [AuditCase]) -> [String] {
    var root = AuditRoot()
    var lines = [AuditLine.opening(.journal)]
    for audited in cases {
      lines += audited.entries.map(AuditLine.entry) + [.head(audited.head)]
      root.take(audited.head)
    }
    return (lines + [.closing(count: root.count, root: root.digest)]).map {
      JSONValue.object($0.json).serialized()
    }
  }

  /// As a reader of files takes bytes apart.
  static func split(_ bytes: [UInt8]) -> [String] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.last?.isEmpty == true ? lines.dropLast() : lines[...]).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a verifier finds: fault, case and number.
  static func findings(_ lines: [String], against anchors: [AuditCase] = [], isPartial: Bool = false) -> [String] {
    let heads = Dictionary(anchors.map { ($0.head.caseID, $0.head) }, uniquingKeysWith: { $1 })
    var verifier = AuditVerifier(anchors: heads, isPartial: isPartial)
    for line in lines { verifier.take(line: line) }
    verifier.finish(isFile: true)
    return verifier.findings.map { "\($0.fault.rawValue) \($0.caseID) \($0.revision)" }
  }
}
