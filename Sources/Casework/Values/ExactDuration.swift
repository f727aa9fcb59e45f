/// Durations as CEL writes them: seconds with up to nine decimals, and an `s`.
package enum ExactDuration {
  package static func text(of duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let nanoseconds = attoseconds / 1_000_000_000
    guard nanoseconds != 0 else { return "\(seconds)s" }
    var digits = String(nanoseconds.magnitude)
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    let sign = seconds < 0 || nanoseconds < 0 ? "-" : ""
    return "\(sign)\(seconds.magnitude).\(digits)s"
  }

  /// - Returns: nil where the text is no such duration.
  package static func duration(of text: String) -> Duration? {
    guard text.hasSuffix("s") else { return nil }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let seconds = Int64(parts[0]) else { return nil }
    guard parts.count == 2 else { return .seconds(seconds) }
    guard parts[1].utf8.count <= 9, let fraction = Int64(parts[1]), fraction >= 0 else { return nil }
    var nanoseconds = fraction
    for _ in parts[1].utf8.count..<9 { nanoseconds *= 10 }
    return .seconds(seconds) + .nanoseconds(text.hasPrefix("-") ? -nanoseconds : nanoseconds)
  }
}
