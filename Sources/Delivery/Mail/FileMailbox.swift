package import Engine
import Foundation

/// Writes every message as a file that a mail program opens: the transport for trying things out.
package struct FileMailbox: Sender {
  private let folder: URL
  private let sender: MailSender

  /// - Parameter folder: made where it is not there.
  package init(folder: String, sender: MailSender = .example) {
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
    self.sender = sender
  }

  package func send(_ item: OutboxItem) async throws(DeliveryError) {
    let mail = try Mail(of: item, from: sender, isEightBitClean: true)
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
}
