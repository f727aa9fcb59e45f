/// Where the pages find what is published.
package protocol PublishedResults: Sendable {
  /// The results that fit, the newest first.
  ///
  /// - Returns: at most `limit` of them from a place on, and how many fit in all.
  func results(matching filter: ResultFilter, from place: Int, limit: Int) async throws
    -> (results: [PublishedResult], count: Int)
  /// Nil where there is none of that name.
  func result(_ id: String) async throws -> PublishedResult?
  /// What filters may be set to.
  func choices() async throws -> (authorities: [String], subjects: [String], outcomes: [String], years: [Int])
}

/// Which results are wanted.
package struct ResultFilter: Sendable, Hashable {
  package var words: String?
  package var authority: String?
  package var subject: String?
  package var outcome: String?
  package var year: Int?

  package init() {}

  /// Whether a result fits.
  package func admits(_ result: PublishedResult) -> Bool {
    if let authority, result.authority != authority { return false }
    if let subject, result.subject != subject { return false }
    if let outcome, result.outcome != outcome { return false }
    if let year, result.publishedOn.year != year { return false }
    guard let words else { return true }
    let text = "\(result.authority) \(result.summary) \(result.subIssue)".lowercased()
    return words.lowercased().split(whereSeparator: \.isWhitespace).allSatisfy { text.contains($0) }
  }
}

/// Results that are at hand: none at all, where nothing is published yet.
package struct ListedResults: PublishedResults {
  private let all: [PublishedResult]

  package init(_ results: [PublishedResult] = []) {
    all = results.sorted { ($1.publishedOn, $0.id) < ($0.publishedOn, $1.id) }
  }

  package func results(matching filter: ResultFilter, from place: Int, limit: Int) async throws
    -> (results: [PublishedResult], count: Int)
  {
    let fitting = all.filter(filter.admits)
    return (Array(fitting.dropFirst(place).prefix(limit)), fitting.count)
  }

  package func result(_ id: String) async throws -> PublishedResult? { all.first { $0.id == id } }

  package func choices() async throws -> (authorities: [String], subjects: [String], outcomes: [String], years: [Int]) {
    (
      Set(all.map(\.authority)).sorted(), Set(all.map(\.subject)).sorted(), Set(all.map(\.outcome)).sorted(),
      Set(all.map(\.publishedOn.year)).sorted(by: >)
    )
  }
}
