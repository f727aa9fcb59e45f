package import CivilTime
package import JSON
import Expression
import Statechart
import WorkingTime

extension CaseDocument {
  /// Why a document can't be read by a workflow: it was written for another one, or it is damaged.
  package struct Damage: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// The case that a document stands for.
  ///
  /// - Throws: `Damage`, which names states and fields but never a value.
  package static func `case`(
    _ id: CaseID, from document: JSONObject, _ workflow: Workflow, revision: Int, openedAt: Instant,
    closedAt: Instant?
  ) throws(Damage) -> Case {
    let record = try record(document)
    let session: Session
    do throws(SessionRecordError) {
      session = try workflow.chart.session(from: record)
    } catch {
      throw Damage(description: error.description)
    }
    var timers: [CaseTimer] = []
    for item in document["timers"]?.arrayValue ?? [] {
      guard let timer = timer(item, workflow.chart) else { throw Damage(description: "a timer can't be read") }
      timers.append(timer)
    }
    var result = Case(
      id: id, version: workflow.digest, openedAt: openedAt, revision: revision, session: session, timers: timers,
      lastTimer: document["last_timer"]?.intValue ?? 0, clocks: clocks(document["clocks"], timers),
      pause: try pause(document["pause"]), closedAt: closedAt)
    result.asked = approaches(document["asked"])
    result.silent = approaches(document["silent"])
    result.returned = approaches(document["returned"])
    result.parked = document["parked"]?.stringValue
    try readCasework(from: document, into: &result)
    return result
  }

  private static func approaches(_ json: JSONValue?) -> [Approach] {
    (json?.arrayValue ?? []).compactMap { item in
      guard let party = item["party"]?.stringValue, let address = item["address"]?.stringValue else { return nil }
      return Approach(party: party, address: address)
    }
  }

  private static func record(_ document: JSONObject) throws(Damage) -> SessionRecord {
    var data: [String: Value] = [:]
    for (name, json) in document["data"]?.objectValue ?? JSONObject() {
      guard let value = Value(exact: json) else { throw Damage(description: "the field \(name) can't be read") }
      data[name] = value
    }
    var history: [String: [String]] = [:]
    for (id, states) in document["history"]?.objectValue ?? JSONObject() { history[id] = texts(states) }
    return SessionRecord(
      configuration: texts(document["states"]), history: history, data: data,
      isDone: document["done"]?.boolValue ?? false, madeSendIDs: document["sends"]?.intValue ?? 0)
  }

  static func texts(_ json: JSONValue?) -> [String] { (json?.arrayValue ?? []).compactMap(\.stringValue) }

  private static func timer(_ json: JSONValue, _ chart: Statechart) -> CaseTimer? {
    guard let number = json["number"]?.intValue, let key = json["key"]?.stringValue, let budget = budget(json) else {
      return nil
    }
    let purpose: CaseTimer.Purpose
    switch chart.timerKey(named: key) {
    case .after(let state, let transition): purpose = .after(state: state, transition: transition)
    case .send(let id):
      let data = json["event_data"].flatMap(Value.init(exact:)) ?? .null
      let name = json["event"]?.stringValue ?? id
      purpose = .send(id: id, Event(name, data: data))
    case nil:
      if key == "pause" {
        purpose = .pauseLimit
      } else {
        let words = key.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count == 3, words[0] == "clock", let percent = Int(words[1]) else { return nil }
        purpose = .clock(id: words[2], percent: percent)
      }
    }
    return CaseTimer(sequence: number, purpose: purpose, budget: budget)
  }

  static func budget(_ json: JSONValue) -> Budget? {
    guard let anchor = json["anchor"]?.stringValue.flatMap({ Instant(rfc3339: $0) }),
      let length = json["length"].flatMap(Delay.init(json:))
    else { return nil }
    let extensions = (json["extensions"]?.arrayValue ?? []).map(Delay.init(json:))
    guard extensions.allSatisfy({ $0 != nil }) else { return nil }
    return Budget(
      anchor: anchor, length: length, extensions: extensions.compactMap(\.self),
      counting: json["counting"]?.stringValue.flatMap(CountingRule.init(rawValue:)) ?? .following,
      consumed: json["consumed"]?.stringValue.flatMap { DurationText.duration($0) } ?? .zero,
      runningSince: json["running_since"].map { $0.stringValue.flatMap { Instant(rfc3339: $0) } } ?? anchor,
      promise: promise(json))
  }

  private static func promise(_ json: JSONValue) -> Budget.Promise? {
    guard let instant = json["held_to"]?.stringValue.flatMap({ Instant(rfc3339: $0) }) else { return nil }
    return Budget.Promise(instant, pausedAt: json["held_paused"]?.stringValue.flatMap { Instant(rfc3339: $0) })
  }

  private static func pause(_ json: JSONValue?) throws(Damage) -> Pause? {
    guard let json else { return nil }
    guard let since = json["since"]?.stringValue.flatMap({ Instant(rfc3339: $0) }) else {
      throw Damage(description: "the pause can't be read")
    }
    return Pause(
      since: since, reason: json["reason"]?.stringValue ?? "",
      until: json["until"]?.stringValue.flatMap { Instant(rfc3339: $0) })
  }
}
