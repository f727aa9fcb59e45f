import Casework

/// One reader of a mail: a name for people, and an address that is one and no more.
struct MailAddress: Sendable {
  let name: String?
  let address: String

  /// Nil where the address is anything but one mailbox: a comma or a bracket in it could add readers of its own.
  init?(name: String?, address: String) {
    guard EmailAddress.isPlain(address) else { return nil }
    self.name = name
    self.address = address
  }

  /// An address that was written by us.
  init(name: String, mailbox: StaticString) {
    self.name = name
    address = mailbox.description
  }

  /// As it stands in `To`: a name with a mark that means something in a list of addresses is encoded.
  var header: String {
    guard let name, !HeaderText.line(name).isEmpty else { return address }
    let phrase = HeaderText.phrase(name)
    let line = "\(phrase) <\(address)>"
    return line.utf8.count + "To: ".utf8.count <= HeaderText.lineLimit ? line : "\(phrase)\r\n <\(address)>"
  }
}
