import Casework
import Delivery
import Expression
import JSON

/// Which fields of a workflow a mail fills in.
struct MailFields {
  private let workflow: Workflow

  init(_ workflow: Workflow) { self.workflow = workflow }

  /// The sender's address and name go where the workflow looks for those of the party that raises cases, subject and
  /// text into the fields that are called so. A text that is too long for its field is cut there; the mail is kept.
  func data(_ mail: InboundMail) -> JSONObject {
    var data = JSONObject()
    let sender = workflow.parties.first { $0.email != nil && !$0.isStaff }
    put(mail.from, into: sender?.email.flatMap(field), &data)
    put(mail.fromName ?? mail.from, into: sender?.name.flatMap(field), &data)
    put(mail.subject, into: field(called: ["summary", "subject", "title"]), &data)
    put(mail.text, into: field(called: ["details", "body", "description", "message"]), &data)
    return data
  }

  /// The field of a party's expression, where it is nothing but that.
  private func field(_ expression: Expression) -> DataField? {
    expression.variables.count == 1
      ? expression.variables.first.flatMap { workflow.fields.indices.contains($0) ? workflow.fields[$0] : nil } : nil
  }

  private func field(called names: [String]) -> DataField? {
    for name in names { if let field = workflow.fields.first(where: { $0.name == name }) { return field } }
    return nil
  }

  private func put(_ text: String?, into field: DataField?, _ data: inout JSONObject) {
    guard let field, let text, !text.allSatisfy(\.isWhitespace) else { return }
    let fitting = field.maximumLength.map { limit in
      text.unicodeScalars.count <= limit
        ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
    }
    data[field.name] = .string(fitting ?? text)
  }
}
