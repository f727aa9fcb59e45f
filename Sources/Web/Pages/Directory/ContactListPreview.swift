import Casework
import Cryptography
import Engine
import WorkflowFiles

/// What a list would change, organisation by organisation, or why it can't be taken in.
struct ContactListPreview: Sendable {
  let reach: DirectoryReach
  let outcome: ContactListOutcome
  let request: WebRequest

  var html: HTML {
    guard !outcome.hasErrors else {
      return """
        <p class="govuk-body">Nothing was taken in. Put this right in the file, and send it again.</p>\(findings)\
        <p class="govuk-body"><a class="govuk-link" href="\(reach.base)/contacts/import">Choose the file again</a></p>
        """
    }
    let count = outcome.changes.importCount
    let shown = outcome.changes.filter { $0.kind != .unchanged }
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
      ]))\(Block.table("Changes", ["Name", "What happens", "Organisation", "Post", "What differs"], shown.map(row)))\
      \(Form("\(reach.base)/contacts/import/preview", for: request).html(fields))<p class="govuk-body">\
      <a class="govuk-link" href="\(reach.base)/contacts/import">Choose another file</a></p>
      """
  }

  private var findings: HTML {
    let rows = outcome.findings.map { finding -> [HTML] in
      [
        "Line \(finding.place.line)",
        finding.severity == .error ? Block.tag("Error", "red") : Block.tag("Note", "yellow"),
        "\(finding.message)", "\(finding.remedy ?? "")",
      ]
    }
    return rows.isEmpty
      ? .none : Block.table("What we found", ["Where", "Kind", "What is wrong", "What to do"], rows)
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
      "\(change.columns.map { $0.replacing("_", with: " ") }.joined(separator: ", "))",
    ]
  }
}
