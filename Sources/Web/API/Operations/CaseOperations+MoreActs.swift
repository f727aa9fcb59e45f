import Casework
import Engine
import JSON
import Statechart

// Shorter ways to what is done often, and a look before something is sent.
extension CaseOperations {
  var moreActs: [APIOperation] {
    [
      act("claimCase", "claim", "Take a case that nobody has in hand", []) { call, _ in
        .act(.assign(CaseAssignment(to: call.account.name, where: .nobodys)))
      },
      act(
        "withdrawCase", "withdrawal", "Tell a case that whoever raised it withdraws",
        [.maybe("data", .map(.anything), "What the workflow's event `withdraw` asks for.")]
      ) { call, _ in .send(event: "withdraw", data: call.body["data"]) },
      act(
        "changeConsent", "consent", "Note whom those who raised a case may be named to",
        [APIField("data", .map(.flag), "The fields of the workflow's event `change-consent`, each yes or no.")]
      ) { call, _ in .send(event: "change-consent", data: call.body["data"]) },
      act(
        "withdrawInterest", "interests/withdrawals", "Lift the bar of a declared interest, never one's own",
        [APIField("person", .text(length: 1...64)), APIField("reason", .text(length: 1...2_000))]
      ) { call, _ in
        .act(
          .withdrawInterest(person: Person.key(call.text("person") ?? ""), reason: call.text("reason") ?? ""))
      },
      preview,
    ]
  }

  private var preview: APIOperation {
    APIOperation(
      id: "previewEvent", method: .post, path: "/cases/{reference}/events/previews", scope: .writeCases,
      topic: Self.topic, summary: "See what an event would do, and do nothing",
      details: "Where the case would go, and every message as it would be sent.",
      body: .json(
        .object([
          APIField("event", .text(length: 1...200)), .maybe("data", .map(.anything), "What the event's form asks for."),
          Self.role,
        ])),
      answers: [APIOperation.Answer(status: .ok, words: "What would happen.", schema: .named(.eventPreview))],
      mayRefuse: true
    ) { call in
      let (id, site) = (try await Self.find(call), call.site)
      let sight = try await site.store.transaction { try CaseSight(of: id, site.library, $0) }
      let name = call.text("event") ?? ""
      let actor = try call.actor(for: .send(event: name, data: call.body["data"]), sight.workflow)
      let trial = CaseEvent(id: call.event, kind: .named(name, data: call.body["data"]), actor: actor)
      do throws(Rejection) {
        return .json(
          .object(Self.json(try sight.workflow.step(sight.case, on: trial, given: sight.facts), sight)))
      } catch {
        guard case .data(let problems) = error else { throw CaseFailure.rejected(error) }
        throw Self.wrong(
          Dictionary(problems.map { ("data.\($0.field)", $0.problem) }, uniquingKeysWith: { first, _ in first }))
      }
    }
  }

  private static func json(_ update: CaseUpdate, _ sight: CaseSight) -> JSONObject {
    let withheld = Withheld(sight.workflow)
    let messages = update.effects.compactMap { effect -> JSONValue? in
      guard case .notify(let message) = effect else { return nil }
      let isHidden = withheld.parties.contains(message.party)
      return [
        "party": .string(message.party), "template": .string(message.template),
        "subject": isHidden ? .null : .string(message.subject), "body": isHidden ? .null : .string(message.body),
        "withheld": .bool(isHidden),
      ]
    }
    // Past the calendar's end there is no date; the step itself says so.
    let next = (try? sight.workflow.timers(of: update.case, sight.facts.calendar))?.first?.due
    return [
      "accepted": .bool(update.isAccepted),
      "states": .array(sight.workflow.chart.leaves(update.case.session).map(JSONValue.string)),
      "closes": .bool(update.case.session.isDone), "next_due": next.map { .string($0.rfc3339) } ?? .null,
      "parked": update.case.parked.map(JSONValue.string) ?? .null, "messages": .array(messages),
    ]
  }
}
