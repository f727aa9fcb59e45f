import Casework
import CivilTime
import Cryptography
import Engine
import JSON

/// The log of who was shown who raised which case.
struct ReadingOperations: Sendable {
  var operations: [APIOperation] {
    [
      APIOperation(
        id: "listReadings", method: .get, path: "/identity-reads", scope: .reviewReadings, topic: "Accounts",
        summary: "List who was shown who raised which case, the last reading first",
        parameters: [
          .query("reader", .text(length: 1...200), "Only those of one account or address."),
          .query("case", .text(length: 1...40), "Only those of one case, by its reference."),
          .query("purpose", .text(length: 1...40), "Such as page, list or export."),
          .query("from", .text(.dateTime), "Not before."), .query("until", .text(.dateTime), "Before."), .limit,
          .cursor,
        ], answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.reading.page)]
      ) { call in
        try call.requireUnbound()
        var filter = IdentityReadFilter(
          reader: call["reader"], purpose: call["purpose"], from: call["from"].flatMap { Instant(rfc3339: $0) },
          until: call["until"].flatMap { Instant(rfc3339: $0) }, limit: call.limit)
        if let text = call["case"] {
          guard let reference = CaseReference(text),
            let id = try await call.site.store.transaction({ try $0.caseID(of: reference) })
          else { throw CaseOperations.wrong("case", "is the reference of no case") }
          filter.caseID = id
        }
        if let cursor = call["cursor"] { filter.after = try Self.place(cursor) }
        let page = try await ReadingLog(store: call.site.store).page(filter)
        return .json(APICursor.page(page.reads.map { .object(Self.json($0)) }, next: page.next.map(Self.cursor)))
      }
    ]
  }

  private static func json(_ read: IdentityRead) -> JSONObject {
    [
      "at": .string(read.at.rfc3339), "case": .string(CaseReference(of: read.caseID).description),
      "reader": .string(read.reader), "purpose": .string(read.purpose),
    ]
  }

  private static func cursor(_ place: IdentityReadFilter.Place) -> String {
    Base64URL.text(of: Array("\(place.number) \(place.at.rfc3339)".utf8))
  }

  private static func place(_ cursor: String) throws(Refusal) -> IdentityReadFilter.Place {
    let parts = Base64URL.bytes(of: cursor).map { String(decoding: $0, as: UTF8.self).split(separator: " ") } ?? []
    guard parts.count == 2, let number = Int64(parts[0]), let at = Instant(rfc3339: String(parts[1])) else {
      throw APICursor.unreadable
    }
    return IdentityReadFilter.Place(at: at, number: number)
  }
}
