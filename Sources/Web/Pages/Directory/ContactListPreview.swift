import Casework
import Cryptography
import Engine
import WorkflowFiles

/// What a list would change, organisation by organisation, or why it can't be taken in.
struct ContactListPreview: Sendable {
  let reach: DirectoryReach
  let outcome: ContactListOutcome
  let request: WebRequest
  /// How many changes are shown.
  private static let most = 100
  /// The file as it was sent: what is wrong is shown where it stands.
  let bytes: [UInt8]

  var html: HTML {
    guard !outcome.hasErrors else {
      return """
        <p class="govuk-body">Nothing was taken in. Put this right in the file, and send it again.</p>\(findings)\
        <p class="govuk-body"><a class="govuk-link" href="\(reach.base)/contacts/import">Choose the file again</a></p>
        """
    }
    let count = outcome.changes.importCount
    // Who is taken out or changed is what people must look at; a long list of new ones is seen well enough by its first.
    let shown = [ContactChange.Kind.removed, .changed, .added].flatMap { kind in
      outcome.changes.filter { $0.kind == kind }
    }
    guard !shown.isEmpty else {
      return """
        \(findings)<p class="govuk-body">Nothing: the list says what we have already.</p><p class="govuk-body">\
        <a class="govuk-link" href="\(reach.base)">Back to the contacts</a></p>
        """
    }
    let fields: HTML =
      "<input type=\"hidden\" name=\"seen\" value=\"\(outcome.digest)\">" + Control.button("Take it in")
    return """
      \(findings)\(Block.cards([
        Block.card("\(count.added)", "added"), Block.card("\(count.changed)", "changed"),
        Block.card("\(count.removed)", "removed"), Block.card("\(count.unchanged)", "unchanged"),
      ]))\(Block.table("Changes", ["Name", "What happens", "Organisation", "Post", "What differs"], shown.prefix(Self.most).map(row)))\
      \(shown.count > Self.most ? Self.others(shown.dropFirst(Self.most)) : .none)\
      \(Form("\(reach.base)/contacts/import/preview", for: request).html(fields))<p class="govuk-body">\
      <a class="govuk-link" href="\(reach.base)/contacts/import">Choose another file</a></p>
      """
  }

  /// What is not shown of a long list.
  private static func others(_ changes: ArraySlice<ContactChange>) -> HTML {
    let counts = [(ContactChange.Kind.removed, "removed"), (.changed, "changed"), (.added, "added")].compactMap {
      kind, word in
      let count = changes.count { $0.kind == kind }
      return count == 0 ? nil : "\(AmountWords.number(count)) \(word)"
    }
    return
      "<p class=\"govuk-body\">And \(AmountWords.number(changes.count)) more: \(counts.joined(separator: ", ")).</p>"
  }

  /// People at pages have no commands; what only commands can do, the case team does.
  private static func remedy(_ finding: Diagnostic) -> String {
    let remedy = finding.remedy ?? ""
    return CaseworkWords.sentence(
      remedy.contains("run recourse") || remedy.hasPrefix("import its register")
        ? "write the name as the registers have it, or ask the case team to register it" : remedy)
  }

  private var findings: HTML {
    let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
    let shown = outcome.findings.prefix(Self.most)
    let rows = shown.map { finding -> [HTML] in
      let line = finding.place.line
      let text =
        lines.indices.contains(line - 1) ? Self.marked(String(lines[line - 1]), at: finding.place.column) : .none
      return [
        "Line \(line)<br>\(finding.severity == .error ? Block.tag("Error", "red") : Block.tag("Note", "yellow"))",
        text, "\(CaseworkWords.sentence(finding.message))", "\(Self.remedy(finding))",
      ]
    }
    return rows.isEmpty
      ? .none
      : Block.table("What we found", ["Where", "The row", "What is wrong", "What to do"], rows)
        + (outcome.findings.count > shown.count
          ? "<p class=\"govuk-body\">And \(AmountWords.number(outcome.findings.count - shown.count)) more.</p>" : .none)
  }

  /// A line of the file with the cell marked that something is wrong with.
  private static func marked(_ line: String, at column: Int) -> HTML {
    let scalars = Array(line.unicodeScalars)
    let first = min(max(0, column - 1), scalars.count)
    let isQuoted = first < scalars.count && scalars[first] == "\""
    var end = isQuoted ? first + 1 : first
    while end < scalars.count, scalars[end] != (isQuoted ? "\"" : ",") { end += 1 }
    if isQuoted, end < scalars.count { end += 1 }
    func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    let cell = first == end ? "(empty)" : text(first..<end)
    return """
      <span class="app-code">\(text(0..<first))<mark class="app-mark">\(cell)</mark>\(text(end..<scalars.count))</span>
      """
  }

  /// What a column says now and what it will say.
  private func differences(_ change: ContactChange) -> HTML {
    guard change.kind == .changed, let old = reach.facts.contacts.first(where: { $0.id == change.contact.id }) else {
      return .none
    }
    let (before, after) = (ContactDraft(old), ContactDraft(change.contact))
    let items = change.columns.map { column -> HTML in
      let (old, new) = (before.text(column), after.text(column))
      return """
        <li>\(ChoiceWords.words(column)): <del>\(old.isEmpty ? "nothing" : old)</del> becomes <ins>\
        \(new.isEmpty ? "nothing" : new)</ins></li>
        """
    }
    return "<ul class=\"govuk-list\">\(items)</ul>"
  }

  private func row(_ change: ContactChange) -> [HTML] {
    let tag: HTML =
      switch change.kind {
      case .added: Block.tag("Added", "green")
      case .changed: Block.tag("Changed", "blue")
      case .removed: Block.tag("Removed", "red")
      case .unchanged: .none
      }
    return [
      "\(change.contact.name)", tag, "\(reach.facts.title(of: change.contact.organisation))",
      "\(reach.facts.title(ofRole: change.contact.role))",
      differences(change),
    ]
  }
}

extension ContactDraft {
  /// What a list's column of that name says.
  fileprivate func text(_ column: String) -> String {
    switch column {
    case "organisation": organisation
    case "role": role
    case "name": name
    case "email": email
    case "telephone": telephone
    case "contract": contract
    case "valid_from": validFrom
    case "valid_to": validTo
    case "away_from": awayFrom
    case "away_to": awayTo
    case "deputy": deputy
    default: ""
    }
  }
}
