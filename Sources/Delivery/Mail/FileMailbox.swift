package import Casework
package import CivilTime
package import Engine
import Foundation

/// Writes every message as a file that a mail program opens: the transport for trying things out.
package struct FileMailbox: Sender, LetterBox {
  private let folder: URL
  private let sender: MailSender

  /// - Parameter folder: made where it is not there.
  package init(folder: String, sender: MailSender = .example) {
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
    self.sender = sender
  }

  package func send(_ item: OutboxItem) async throws(DeliveryError) {
    // The name is the item's, so that a second attempt writes the same file again.
    try write(try Mail(of: item, from: sender, isEightBitClean: true), as: "\(item.id)")
  }

  package func send(
    to address: String, subject: String, text: String, as id: UniqueID, at now: Instant
  ) async throws(DeliveryError) {
    try write(
      try Mail(to: address, subject: subject, text: text, id, now, from: sender, isEightBitClean: true),
      as: "letter-\(id)")
  }

  private func write(_ mail: Mail, as name: String) throws(DeliveryError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appending(path: "\(name).eml")
      try Data(mail.text.utf8).write(to: file, options: .atomic)
      // A message names people; it is for the eyes of whoever runs the scheme.
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    } catch {
      throw DeliveryError("the mail folder can't be written to", isRetryable: true)
    }
  }
}
