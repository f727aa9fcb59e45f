import Casework
import CivilTime
import JSON
import WorkingTime

/// One line of a simulation's input.
enum SimulateInput {
  case event(String, data: JSONValue?, by: Actor)
  case advance(Delay)
  case at(Instant)
  case pause(reason: String, by: Actor)
  case resume(by: Actor)
  case reopen(reason: String, by: Actor)

  /// Reads a line such as `{"event": "answer", "by": "prime-contractor"}` or `{"advance": "10 working days"}`; `person`
  /// beside `by` says who it is, for `not-by`.
  ///
  /// - Throws: what is wrong with it and what it should be.
  init(_ json: JSONValue) throws(SimulateProblem) {
    guard let object = json.objectValue else {
      throw SimulateProblem("a line is a JSON object, and this is \(json.kind)")
    }
    let actor = Actor(role: object["by"]?.stringValue, name: object["person"]?.stringValue)
    if let name = object["event"]?.stringValue {
      self = .event(name, data: object["data"], by: actor)
    } else if let text = object["advance"]?.stringValue {
      do throws(DelayError) {
        self = .advance(try Delay(parsing: text))
      } catch {
        throw SimulateProblem("\"advance\": \(error)")
      }
    } else if let text = object["at"]?.stringValue {
      guard let instant = Instant(rfc3339: text) else {
        throw SimulateProblem("\"at\" takes an instant such as 2026-01-05T09:00:00Z")
      }
      self = .at(instant)
    } else if let pause = object["pause"], pause != false {
      self = .pause(reason: pause.stringValue ?? "simulated", by: actor)
    } else if let resume = object["resume"], resume != false {
      self = .resume(by: actor)
    } else if let reopen = object["reopen"], reopen != false {
      self = .reopen(reason: reopen.stringValue ?? "simulated", by: actor)
    } else {
      throw SimulateProblem("a line has \"event\", \"advance\", \"at\", \"pause\", \"resume\" or \"reopen\"")
    }
  }
}
