import CivilTime
import Engine

/// When somebody's session ends, as it stands with this request: each request gives it its idle time anew, but none lets
/// it last past its whole length.
struct SessionClock: Sendable, Hashable {
  let endsAt: Instant
  let now: Instant
  /// Whether nothing can make it longer.
  let isLast: Bool

  /// How long before the end people are asked whether they are still there, in seconds.
  static let warning: Int64 = 300

  /// - Parameter session: seen by this very request; nil of a visitor's, which holds for days.
  init?(_ session: Session) {
    guard session.kind != .visitor else { return nil }
    now = session.seenAt
    let idle = now.advanced(bySeconds: SessionLength.idle(session.kind))
    isLast = session.endsAt <= idle
    endsAt = min(idle, session.endsAt)
  }

  /// Seconds that are left.
  var seconds: Int64 { max(0, endsAt.seconds - now.seconds) }

  /// What pages say of it, for those who read them and for the script that warns.
  var html: HTML {
    let words: HTML =
      isLast
      ? "You are signed out at \(DayWords.time(endsAt)), as you signed in long ago. Send what you have written before."
      : "You stay signed in until \(DayWords.time(endsAt)), and longer with each page that you open."
    return """
      <p class="govuk-body-s app-session" data-session="\(String(seconds))" data-session-last="\(isLast ? "yes" : "no")">\(words) \
      What you have typed in a form is kept if you send it later.</p>
      """
  }
}
