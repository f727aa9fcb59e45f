/// Reads an export, or a database's journal in the same order, and finds whatever is not as it was written.
///
/// It keeps one case in mind at a time, and the anchored heads.
package struct AuditVerifier: Sendable {
  /// What a case was when its head was anchored.
  package typealias Anchors = [String: AuditHead]

  package private(set) var findings: [AuditFinding] = []
  package private(set) var entries = 0
  package private(set) var erased = 0
  /// The heads as they stand here.
  package private(set) var root = AuditRoot()

  private var anchors: Anchors
  /// Whether cases that were anchored may be left out.
  private let isPartial: Bool
  private var lines = 0
  private var lastCase = ""
  private var current: Position?
  private var isClosed = false

  private struct Position {
    var revision = 0
    var hash = JournalChain.beginning
  }

  /// - Parameters:
  ///   - anchors: heads that were kept elsewhere, by case.
  ///   - isPartial: whether only some of the cases are to be expected.
  package init(anchors: Anchors = [:], isPartial: Bool = false) {
    self.anchors = anchors
    self.isPartial = isPartial
  }

  /// Takes the next line of a file.
  package mutating func take(line: String) {
    lines += 1
    switch AuditLine(line) {
    case .opening(.journal)? where lines == 1: break
    case _ where lines == 1, nil, .opening?: find(.unreadable, "", lines)
    case .entry(let entry)?: take(entry)
    case .head(let head)?: take(head)
    case .closing(let count, let digest)?:
      if isClosed || count != root.count || digest != root.digest { find(.end, "", 0) }
      isClosed = true
    }
  }

  /// Takes the next entry.
  package mutating func take(_ audited: AuditEntry) {
    let entry = audited.entry
    if current == nil || entry.caseID != lastCase { begin(entry.caseID, entry.revision) }
    let position = current ?? Position()
    if entry.revision != position.revision + 1 {
      find(.missing, entry.caseID, position.revision + 1)
    } else if audited.hash(after: position.hash) != audited.hash {
      find(.changed, entry.caseID, entry.revision)
    }
    if let anchor = anchors[entry.caseID], anchor.revision == entry.revision, anchor.hash != audited.hash {
      find(.rewritten, entry.caseID, entry.revision)
    }
    current = Position(revision: entry.revision, hash: audited.hash)
    entries += 1
    if audited.isErased { erased += 1 }
  }

  /// Takes the head of the case whose entries came last.
  package mutating func take(_ head: AuditHead) {
    if current == nil || head.caseID != lastCase { begin(head.caseID, 0) }
    let position = current ?? Position()
    if position.revision == 0 || head.revision != position.revision || head.hash != position.hash {
      find(.head, head.caseID, position.revision)
    }
    if let anchor = anchors.removeValue(forKey: head.caseID), anchor.revision > position.revision {
      find(.truncated, head.caseID, position.revision)
    }
    root.take(head)
    current = nil
  }

  /// Nothing comes any more.
  ///
  /// - Parameter isFile: whether a last line had to come.
  package mutating func finish(isFile: Bool) {
    abandon()
    if isFile, !isClosed { find(.end, "", 0) }
    guard !isPartial else { return }
    for anchor in anchors.values.sorted(by: { $0.caseID < $1.caseID }) {
      find(.dropped, anchor.caseID, anchor.revision)
    }
    anchors = [:]
  }

  /// A case begins; the one before it must have had its head.
  private mutating func begin(_ caseID: String, _ revision: Int) {
    abandon()
    if caseID <= lastCase || isClosed { find(.order, caseID, revision) }
    lastCase = caseID
    current = Position()
  }

  private mutating func abandon() {
    guard let position = current else { return }
    find(.head, lastCase, position.revision)
    current = nil
  }

  private mutating func find(_ fault: AuditFinding.Fault, _ caseID: String, _ revision: Int) {
    findings.append(AuditFinding(fault, caseID: caseID, revision: revision))
  }
}
