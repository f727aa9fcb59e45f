import JSON

/// What was found and published; the pages show the same to everybody.
struct ResultOperations: Sendable {
  let results: any PublishedResults

  var operations: [APIOperation] { [list, show] }

  private var list: APIOperation {
    APIOperation(
      id: "listResults", method: .get, path: "/results", scope: .readCases, topic: "Results",
      summary: "List what was published, the newest first",
      parameters: [
        .query("words", .text(length: 1...500), "Only those that have all these words."),
        .query("authority", .text(length: 1...200), "Only those of one public body."),
        .query("subject", .text(length: 1...200), "Only those on one subject."),
        .query("outcome", .text(length: 1...200), "Only those with one outcome."),
        .query("year", .integer(2000...2200), "Only those of one year."), .limit, .cursor,
      ], answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.result.page)]
    ) { call in
      var filter = ResultFilter()
      (filter.words, filter.authority, filter.subject) = (call["words"], call["authority"], call["subject"])
      (filter.outcome, filter.year) = (call["outcome"], call.values["year"]?.intValue)
      let start = try APICursor.position(call["cursor"])
      let found = try await results.results(matching: filter, from: start, limit: call.limit)
      let end = start + found.results.count
      return .json(
        APICursor.page(
          found.results.map { .object(Self.json($0)) },
          next: found.results.isEmpty || end >= found.count ? nil : APICursor.text(of: end)))
    }
  }

  private var show: APIOperation {
    APIOperation(
      id: "showResult", method: .get, path: "/results/{id}", scope: .readCases, topic: "Results",
      summary: "Show what was published of one matter",
      answers: [APIOperation.Answer(status: .ok, words: "The result.", schema: .named(.result))]
    ) { call in
      guard let result = try await results.result(call["id"] ?? "") else { throw Refusal.notFound }
      return .json(.object(Self.json(result)))
    }
  }

  private static func json(_ result: PublishedResult) -> JSONObject {
    [
      "id": .string(result.id), "published_on": .string(result.publishedOn.description),
      "authority": .string(result.authority), "subject": .string(result.subject),
      "sub_issue": .string(result.subIssue), "summary": .string(result.summary), "outcome": .string(result.outcome),
    ]
  }
}
