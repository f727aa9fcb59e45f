import Analysis
import Casework
import CivilTime
import Engine
import JSON
import Testing

/// Forecasts a case, lets everybody be silent, and compares what happens with what was forecast.
package enum Silence {
  /// - Returns: how much there was to compare.
  package static func check(_ life: inout Life) async throws -> (steps: Int, messages: Int, closed: Bool) {
    let (start, workflow, facts) = try await life.standing()
    let forecast = Forecast(of: start, in: workflow, given: facts)
    while try await life.journal().count < start.revision + forecast.steps.count, try await life.awaitNextTimer() {}
    let happened = try await life.journal().filter { $0.revision > start.revision }
    let foretold = forecast.steps.map(\.update.entry)
    #expect(happened.count == foretold.count)
    for (one, other) in zip(foretold, happened) {
      #expect(one == other, "\(workflow.name) \(start.reference): \(other.name) at \(other.at)")
    }
    let letters = try await life.messages().filter { $0.id.revision > start.revision && $0.kind == .message }
    let promised = forecast.steps.flatMap { step in step.messages.map { "\(step.update.entry.revision) \(words($0))" } }
    #expect(try letters.map { "\($0.id.revision) \(try words($0))" } == promised)
    try await checkEnd(of: forecast, life)
    return (foretold.count, promised.count, forecast.steps.last?.closes == true)
  }

  private static func checkEnd(of forecast: Forecast, _ life: Life) async throws {
    let record = try await life.record()
    switch forecast.end {
    case .closes(let at): #expect(record.closedAt == at)
    case .waits: #expect(record.closedAt == nil && record.nextDue == nil)
    case .goesOn(let next): #expect(record.nextDue == next)
    case .refused(_, let rejection): Issue.record("\(rejection)")
    }
    let (end, workflow, facts) = try await life.standing()
    for breach in forecast.breaches {
      let status = try workflow.clockStatuses(of: end, at: max(facts.now, breach.at), facts.calendar)
        .first { $0.clock == breach.clock }
      #expect(status?.isBreached == true && status?.limit == breach.at)
    }
  }

  private static func words(_ message: Message) -> String {
    let to =
      switch message.recipient.recipient {
      case .person(let name, let email): "\(name) <\(email)>"
      case .queue(let party): "queue \(party)"
      case .nobody: "nobody"
      }
    return "\(message.party) \(message.template) \(to)\n\(message.subject)\n\(message.body)"
  }

  private static func words(_ item: OutboxItem) throws -> String {
    let letter = try JSONValue(parsing: item.payload)
    func text(_ key: String) -> String { letter[key]?.stringValue ?? "" }
    let to =
      letter["to"] != nil
      ? "\(text("name")) <\(text("to"))>" : letter["queue"] != nil ? "queue \(text("queue"))" : "nobody"
    return "\(text("party")) \(text("template")) \(to)\n\(text("subject"))\n\(text("body"))"
  }
}
