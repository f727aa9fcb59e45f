import JSON

/// Puts a link to answer under each message whose reader the case waits for, and under the one that tells whoever raised it
/// of its end the way to say how it was; and hands it on.
///
/// The link is made when the message is sent: neither the case's history nor the outbox ever has it, and of its secret
/// only the digest is kept.
package struct AnswerableSender: Sender {
  private let sender: any Sender
  private let desk: AnswerDesk
  private let site: String

  /// - Parameters:
  ///   - sender: carries the message.
  ///   - site: where the pages are reached, without a slash at the end.
  package init(_ sender: any Sender, _ desk: AnswerDesk, site: String) {
    self.sender = sender
    self.desk = desk
    self.site = site
  }

  package func send(_ item: OutboxItem) async throws(DeliveryError) {
    try await sender.send(try await answerable(item))
  }

  package func rest() async { await sender.rest() }

  /// A letter that asks for an answer had better go without its link than not at all, but the store comes back.
  private func answerable(_ item: OutboxItem) async throws(DeliveryError) -> OutboxItem {
    let enclosure: AnswerDesk.Enclosure?
    do {
      enclosure = try await desk.enclosure(for: item)
    } catch let error as StoreError where error.isRetryable {
      throw DeliveryError("the link to answer could not be kept", isRetryable: true)
    } catch {
      enclosure = nil
    }
    // What can't be read is refused by the sender behind this one.
    guard let enclosure, case .object(var payload)? = try? JSONValue(parsing: item.payload) else { return item }
    payload["body"] = .string((payload["body"]?.stringValue ?? "") + footer(enclosure))
    return OutboxItem(
      id: item.id, content: OutboxItem.Content(kind: item.kind, payload: JSONValue.object(payload).serialized()),
      writtenAt: item.writtenAt, attempts: item.attempts, availableAt: item.availableAt, sentAt: item.sentAt,
      givenUpAt: item.givenUpAt, failure: item.failure)
  }

  private func footer(_ enclosure: AnswerDesk.Enclosure) -> String {
    switch enclosure {
    case .answer(let secret):
      """


      Answer here, without an account:

      \(site)/answer/\(secret)

      The link is for you alone, and works for as long as the case waits for your answer.

      """
    case .feedback:
      """


      Tell us how we did, in two questions:

      \(site)/follow/case/feedback

      What you say is kept apart from your case.

      """
    }
  }
}
