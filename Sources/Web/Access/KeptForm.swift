import Cryptography
import Engine
import JSON

/// What somebody sent after their session had ended: kept, so that nothing typed is lost, and shown to nobody but the same
/// person once they have signed in again.
struct KeptForm: Sendable {
  /// Where it was sent.
  let path: String
  let values: FormValues
  /// Whether documents came with it, which are not kept.
  let hadFiles: Bool
  /// The mark of the person on the form, and the secret of the session that made it, which has ended.
  private let mark: String
  private let secret: String

  static let key = "kept-form"
  /// The hidden field with the mark.
  static let markField = "form-person"
  /// The hidden field of a form that is sent again.
  static let againField = "kept-form"
  /// More is not kept.
  private static let longest = 256 << 10

  /// Who a form was shown to, in a way that tells nobody else.
  static func mark(_ kind: Session.Kind, _ subject: String, secret: String) -> String {
    Base64URL.text(of: SHA256.digest(of: Array("person \(secret) \(kind.rawValue) \(subject)".utf8)))
  }

  /// Takes in a form of ours that came too late; nil where it is none, or is too much.
  init?(_ request: WebRequest) {
    // What proves who somebody is is nothing to keep.
    guard request.method == .post, request.hasCookie, !request.path.hasPrefix("/sign-"),
      let mark = request.form[Self.markField],
      Secrets.isFormToken(request.form["form-token"] ?? "", of: request.secret)
    else { return nil }
    (path, self.mark, secret, hadFiles) = (request.path, mark, request.secret, !request.files.isEmpty)
    values = FormValues(
      request.form.pairs.filter { pair in
        !["form-token", Self.markField, Self.againField].contains(pair.name) && !pair.name.contains("password")
      })
    guard !values.isEmpty, values.pairs.reduce(0, { $0 + $1.name.utf8.count + $1.value.utf8.count }) <= Self.longest
    else { return nil }
  }

  init?(_ json: JSONValue?) {
    guard let json, let path = json["path"]?.stringValue, let mark = json["mark"]?.stringValue,
      let secret = json["secret"]?.stringValue, let values = json["values"]?.arrayValue
    else { return nil }
    (self.path, self.mark, self.secret, hadFiles) = (path, mark, secret, json["files"] == true)
    self.values = FormValues(
      values.map { (name: $0[0]?.stringValue ?? "", value: $0[1]?.stringValue ?? "") })
  }

  var json: JSONValue {
    [
      "path": .string(path), "mark": .string(mark), "secret": .string(secret), "files": .bool(hadFiles),
      "values": .array(values.pairs.map { [.string($0.name), .string($0.value)] }),
    ]
  }

  /// Whether it was shown to this very person.
  func isOf(_ session: Session) -> Bool {
    Secrets.isSame(mark, Self.mark(session.kind, session.subject, secret: secret))
  }
}
