extension Duration {
  /// Whole milliseconds, as poll and PostgreSQL take them; at least 1 for anything above nothing.
  var milliseconds: Int32 {
    let exact = components.seconds.multipliedReportingOverflow(by: 1000)
    guard !exact.overflow else { return components.seconds < 0 ? 0 : .max }
    let rest = components.attoseconds / 1_000_000_000_000_000
    let whole = Int32(clamping: exact.partialValue + rest)
    return whole == 0 && self > .zero ? 1 : max(0, whole)
  }
}
