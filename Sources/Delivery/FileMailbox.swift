package import Engine
import Foundation
import JSON

/// Writes every message as a file that a mail program opens: the transport for trying things out.
package struct FileMailbox: Sender {
  private let folder: URL
  private let from: String
  private let domain: String

  /// - Parameters:
  ///   - folder: made where it is not there.
  ///   - from: the scheme's own address.
  package init(folder: String, from: String = "Case team <case-team@recourse.example>") {
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
    self.from = from
    domain = "recourse.example"
  }

  package func send(_ item: OutboxItem) async throws(DeliveryError) {
    guard case .object(let payload)? = try? JSONValue(parsing: item.payload) else {
      throw DeliveryError("the item can't be read", isRetryable: false)
    }
    guard let reader = address(payload) else {
      throw DeliveryError("the address is not one that mail can be sent to; correct it in the case", isRetryable: false)
    }
    let mail = Mail(
      identifier: item.id.description, from: from, to: reader,
      subject: payload["subject"]?.stringValue ?? "", body: payload["body"]?.stringValue ?? "",
      date: Mail.date(ofMillisecond: item.id.id.high >> 16), domain: domain)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      // The name is the item's, so that a second attempt writes the same file again.
      let file = folder.appending(path: "\(item.id).eml")
      try Data(mail.text.utf8).write(to: file, options: .atomic)
      // A message names people; it is for the eyes of whoever runs the scheme.
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    } catch {
      throw DeliveryError("the mail folder can't be written to", isRetryable: true)
    }
  }

  /// Nil where the case's address is none. A message for a queue, or for nobody, reaches the scheme's own people.
  private func address(_ payload: JSONObject) -> MailAddress? {
    if let address = payload["to"]?.stringValue {
      return MailAddress(name: payload["name"]?.stringValue, address: address)
    }
    return MailAddress(name: nil, address: "\(payload["queue"]?.stringValue ?? "case-team")@\(domain)")
  }
}
