import Engine
import JSON

// Who was shown who raised a case.
extension CaseOperations {
  var identity: [APIOperation] {
    [
      APIOperation(
        id: "listIdentityReads", method: .get, path: "/cases/{reference}/identity-reads", scope: .reviewReadings,
        topic: Self.topic, summary: "Show who was shown who raised a case, when and for what",
        parameters: [.limit, .cursor],
        answers: [
          APIOperation.Answer(
            status: .ok, words: "A page, the first reader first.", schema: APIComponent.identityRead.page)
        ]
      ) { call in
        let id = try await Self.find(call)
        let reads = try await call.site.store.transaction { try $0.identityReads(of: id) }
        return WebResponse.json(
          try APICursor.page(reads, call) { read in
            [
              "at": .string(read.at.rfc3339), "reader": .string(read.reader), "purpose": .string(read.purpose),
            ]
          })
      }
    ]
  }
}
