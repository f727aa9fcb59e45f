import Casework
import CivilTime
import Engine
import JSON

extension Mail {
  /// The mail that an item of the outbox becomes.
  ///
  /// - Parameter isEightBitClean: whether the way it goes carries any byte; where it may not, the text is quoted.
  /// - Throws: where the item can't be read, or its reader's address is none. Trying again helps neither.
  init(of item: OutboxItem, from sender: MailSender, isEightBitClean: Bool) throws(DeliveryError) {
    // What is wrong with it would quote the message.
    guard case .object(let payload)? = try? JSONValue(parsing: item.payload) else {
      throw DeliveryError("the item can't be read", isRetryable: false)
    }
    guard let reader = Self.reader(payload, sender) else {
      throw DeliveryError("the address is not one that mail can be sent to; correct it in the case", isRetryable: false)
    }
    self.init(
      identifier: item.id.description, from: sender.from, to: reader,
      replyTo: sender.replyAddress(of: CaseReference(of: item.caseID)),
      subject: payload["subject"]?.stringValue ?? "",
      content: MailBody(payload["body"]?.stringValue ?? "", isEightBitClean: isEightBitClean),
      date: Mail.date(of: item.writtenAt), domain: sender.domain)
  }

  /// A mail that belongs to no case.
  ///
  /// - Throws: where the address is none.
  init(
    to address: String, subject: String, text: String, _ id: UniqueID, _ now: Instant, from sender: MailSender,
    isEightBitClean: Bool
  ) throws(DeliveryError) {
    guard let reader = MailAddress(name: nil, address: address) else {
      throw DeliveryError("the address is not one that mail can be sent to", isRetryable: false)
    }
    self.init(
      identifier: "letter.\(id)", from: sender.from, to: reader, replyTo: nil, subject: subject,
      content: MailBody(text, isEightBitClean: isEightBitClean), date: Mail.date(of: now), domain: sender.domain)
  }

  /// Nil where the case's address is none. A message for a queue, or for nobody, reaches the scheme's own people.
  private static func reader(_ payload: JSONObject, _ sender: MailSender) -> MailAddress? {
    if let address = payload["to"]?.stringValue {
      return MailAddress(name: payload["name"]?.stringValue, address: address)
    }
    return MailAddress(name: nil, address: "\(payload["queue"]?.stringValue ?? "case-team")@\(sender.domain)")
  }
}
