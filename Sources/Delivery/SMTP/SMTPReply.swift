internal import Ccurl
import Engine

/// What a mail server said: the code of RFC 5321 and, where there is one, that of RFC 3463. Its words are never kept:
/// they like to repeat addresses.
struct SMTPReply: Equatable {
  let code: Int
  /// Such as `5.1.1`.
  let enhanced: String?

  /// Nil where the line is no reply.
  init?(_ line: String) {
    let digits = line.prefix(3)
    guard digits.utf8.count == 3, let code = Int(digits), (200...599).contains(code) else { return nil }
    self.code = code
    let word = line.dropFirst(4).prefix { !$0.isWhitespace }
    let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
    let isStatus =
      numbers.count == 3 && numbers[0] == digits.prefix(1)
      && numbers.allSatisfy { (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) } }
    enhanced = isStatus ? String(word) : nil
  }

  /// The last reply among the lines of a conversation, but for the farewell.
  static func last(in lines: [String]) -> SMTPReply? {
    lines.reversed().lazy.compactMap { SMTPReply($0) }.first { $0.code != 221 }
  }

  /// Why a mail was not taken; nil where it was.
  static func failure(of outcome: CurlHandle.Outcome) -> DeliveryError? {
    if outcome.code == CURLE_OK { return nil }
    let reply = last(in: outcome.lines).flatMap { $0.code >= 400 ? $0 : nil }
    if let server = serverFailure(outcome.code, reply) { return server }
    if let reply {
      // The first line that a server ever says is about itself, whatever the code.
      let isGreeting = !outcome.wasReused && outcome.lines.filter { SMTPReply($0) != nil }.count == 1
      let isPermanent = reply.code >= 500 && !isGreeting
      return DeliveryError(
        "the mail server \(isPermanent ? "refused the message" : "put the message off"): \(reply.words)",
        isRetryable: !isPermanent)
    }
    return DeliveryError(
      "the conversation with the mail server broke off (curl \(outcome.code.rawValue))", isRetryable: true)
  }

  /// What is wrong between us and the server, which no message is to blame for: people mend it, and all of them go.
  private static func serverFailure(_ code: CURLcode, _ reply: SMTPReply?) -> DeliveryError? {
    let words: String
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: words = "the mail server's name is not known"
    case CURLE_COULDNT_CONNECT: words = "the mail server can't be reached"
    case CURLE_OPERATION_TIMEDOUT: words = "the mail server took too long"
    case CURLE_PEER_FAILED_VERIFICATION: words = "the mail server's certificate is not to be trusted"
    case CURLE_SSL_CACERT_BADFILE: words = "the file of trusted certificates can't be read"
    case CURLE_USE_SSL_FAILED: words = "the mail server offers no TLS, and without it nothing is sent"
    case CURLE_SSL_CONNECT_ERROR: words = "no TLS connection with the mail server came about"
    case CURLE_LOGIN_DENIED: words = "the mail server does not accept our user and password"
    case CURLE_REMOTE_ACCESS_DENIED: words = "the mail server did not accept our greeting"
    case _ where reply.map({ [530, 534, 535, 538].contains($0.code) }) ?? false:
      words = "the mail server wants to know who we are"
    case _: return nil
    }
    return DeliveryError(reply.map { "\(words): \($0.words)" } ?? words, isRetryable: true)
  }

  private var words: String { enhanced.map { "\(code) \($0)" } ?? "\(code)" }
}
