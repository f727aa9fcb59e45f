import Casework
import CivilTime
import Diagrams
import Engine
import JSON
import WorkingTime

// What happened to a case, and what will.
extension CaseOperations {
  var sight: [APIOperation] { [history, messages, forecast, explain, picture] }

  private var history: APIOperation {
    APIOperation(
      id: "caseHistory", method: .get, path: "/cases/{reference}/history", scope: .readCases, topic: Self.topic,
      summary: "Show everything that happened to a case", parameters: [.limit, .cursor],
      answers: [
        APIOperation.Answer(status: .ok, words: "A page, from the beginning.", schema: APIComponent.historyEntry.page)
      ]
    ) { call in
      let id = try await Self.find(call)
      let site = call.site
      let (entries, withheld) = try await site.store.transaction { transaction -> ([JournalEntry], Withheld) in
        (try transaction.journal(of: id), try Self.withheld(id, site, transaction))
      }
      let page = try APICursor.page(entries, call) { (entry: JournalEntry) -> JSONObject in
        var object = entry.json
        object["payload"] = .object(withheld.withoutInHistory(entry.payload))
        return object
      }
      return WebResponse.json(page)
    }
  }

  private static func withheld(
    _ id: CaseID, _ site: Site, _ transaction: any StoreTransaction
  ) throws -> Withheld {
    guard let record = try transaction.look(at: [id], for: []).cases.first else { throw Refusal.notFound }
    return Withheld(try site.library.workflow(record.version, transaction))
  }

  private var messages: APIOperation {
    APIOperation(
      id: "caseMessages", method: .get, path: "/cases/{reference}/messages", scope: .readCases, topic: Self.topic,
      summary: "Show the messages of a case, sent or waiting", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.message.page)]
    ) { call in
      let id = try await Self.find(call)
      let site = call.site
      let (items, withheld) = try await site.store.transaction { transaction -> ([OutboxItem], Withheld) in
        (try transaction.messages(of: id).filter { $0.kind == .message }, try Self.withheld(id, site, transaction))
      }
      let page = try APICursor.page(items, call) { (item: OutboxItem) -> JSONObject in
        // What the engine wrote is JSON; an item that is not is listed without its words.
        let content = (try? JSONValue(parsing: item.payload))?.objectValue ?? JSONObject()
        let isWithheld = withheld.parties.contains(content["party"]?.stringValue ?? "")
        var object: JSONObject = [
          "item": .string(item.id.description), "written_at": .string(item.writtenAt.rfc3339),
          "party": content["party"] ?? .null, "template": content["template"] ?? .null,
          "withheld": .bool(isWithheld),
        ]
        object["sent_at"] = item.sentAt.map { .string($0.rfc3339) } ?? .null
        object["given_up_at"] = item.givenUpAt.map { .string($0.rfc3339) } ?? .null
        for key in ["subject", "body"] { object[key] = isWithheld ? .null : content[key] ?? .null }
        return object
      }
      return WebResponse.json(page)
    }
  }

  private var forecast: APIOperation {
    APIOperation(
      id: "caseForecast", method: .get, path: "/cases/{reference}/forecast", scope: .readCases, topic: Self.topic,
      summary: "Show what will happen to a case, and when, if nobody acts",
      answers: [APIOperation.Answer(status: .ok, words: "The forecast.", schema: .named(.forecast))]
    ) { call in
      let sight = try await Self.explained(call)
      let confidential = Set(sight.workflow.parties.filter(\.isConfidential).map(\.id))
      var object: JSONObject = ["reference": .string(sight.case.reference.description)]
      for (key, value) in sight.forecast.json { object[key] = value }
      object["steps"] = .array((object["steps"]?.arrayValue ?? []).map { Self.guarded($0, confidential) })
      return .json(.object(object))
    }
  }

  /// A step without the names of those who raised the case.
  private static func guarded(_ step: JSONValue, _ confidential: Set<String>) -> JSONValue {
    guard var object = step.objectValue else { return step }
    object["messages"] = .array(
      (object["messages"]?.arrayValue ?? []).map { message in
        guard var message = message.objectValue else { return message }
        let parties = [message["party"], message["as"]].compactMap { $0?.stringValue }
        if !confidential.isDisjoint(with: parties) {
          for key in ["name", "email", "subject"] where message[key] != nil { message[key] = .null }
        }
        return .object(message)
      })
    return .object(object)
  }

  private var explain: APIOperation {
    APIOperation(
      id: "explainCase", method: .get, path: "/cases/{reference}/explanation", scope: .readCases, topic: Self.topic,
      summary: "Show how the dates of a case were worked out",
      answers: [
        APIOperation.Answer(
          status: .ok, words: "One for each running timer and clock.",
          schema: .object([APIField("items", .list(.named(.explanation)))], isOpen: true))
      ]
    ) { call in
      let sight = try await Self.explained(call)
      let items = sight.explanations.map { explanation in
        JSONValue.object(
          ExplanationView(explanation: explanation, calendar: sight.calendar, workflow: sight.workflow).json)
      }
      return .json(["items": .array(items)])
    }
  }

  private var picture: APIOperation {
    APIOperation(
      id: "caseDiagram", method: .get, path: "/cases/{reference}/diagram", scope: .readCases, topic: Self.topic,
      summary: "Draw the workflow of a case with its way on it, as SVG",
      answers: [APIOperation.Answer(status: .ok, words: "The picture.", isDownload: true)]
    ) { call in
      let (id, site) = (try await Self.find(call), call.site)
      let (workflow, journal) = try await site.store.transaction { transaction in
        (try CaseSight(of: id, site.library, transaction).workflow, try transaction.journal(of: id))
      }
      let path = CasePath(journal, through: workflow)
      return try await site.pictures.response(
        DotDiagram(Moves(workflow), path: path, zone: WorkingCalendar.london), for: call.request)
    }
  }

  private static func explained(_ call: APICall) async throws -> CaseSight {
    let (id, site) = (try await find(call), call.site)
    return try await site.store.transaction { transaction in
      try CaseSight(of: id, site.library, transaction).explained(site.library, transaction)
    }
  }
}
