package import Casework
package import CivilTime
package import Engine

/// Sends single mails that belong to no case, such as one with a code to sign in with.
package protocol LetterBox: Sendable {
  /// - Parameter id: the mail's Message-ID is made of it.
  func send(to address: String, subject: String, text: String, as id: UniqueID, at now: Instant)
    async throws(DeliveryError)
}
