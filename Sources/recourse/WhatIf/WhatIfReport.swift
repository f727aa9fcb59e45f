import Analysis

/// What a what-if comes to: its sums, and the cases that it touches most.
struct WhatIfReport {
  /// What is changed, in words.
  let question: String
  var summary = WhatIfSummary()
  /// The most affected first.
  private(set) var cases: [WhatIfCase] = []

  /// As many cases as a report shows one by one.
  static let shown = 100

  init(question: String) { self.question = question }

  mutating func note(_ one: WhatIfCase) {
    let weight = one.weight
    guard weight > 0 else { return }
    if cases.count == Self.shown, let least = cases.last, least.weight >= weight { return }
    let place = cases.firstIndex { $0.weight < weight } ?? cases.count
    cases.insert(one, at: place)
    if cases.count > Self.shown { cases.removeLast() }
  }
}

extension WhatIfCase {
  /// How much the change matters to the case: a breach more than an act, an act more than a date.
  fileprivate var weight: Int {
    guard case .compared(let comparison, _) = outcome else { return 0 }
    guard !comparison.isEmpty else { return 0 }
    return 1 + 10_000 * comparison.breachesGained.count + 1_000 * comparison.lostActs.count
      + 100 * comparison.breachesLost.count + min(99, comparison.moved.count)
  }
}
