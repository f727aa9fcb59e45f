/// How long to leave a database alone that could not be reached.
enum BackOff {
  static let longest = Duration.seconds(2)

  /// 50 ms, doubled with each failure up to 2 s; up to half of it less, so that the nodes of a cluster spread out.
  static func delay(afterFailures count: Int) -> Duration {
    let full = min(Duration.milliseconds(50) * (1 << min(count - 1, 10)), longest)
    return full * Double.random(in: 0.5...1)
  }
}
