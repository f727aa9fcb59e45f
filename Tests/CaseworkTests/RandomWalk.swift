import Casework
import CivilTime
import Expression
import JSON
import TestKit
import WorkingTime

/// Somebody who does anything that a workflow lets people do, and lets time pass: the same seed does the same things.
struct RandomWalk {
  /// One thing that may happen.
  enum Act: Sendable {
    case send(String, role: String?, JSONValue?)
    case nextTimer
    case pass(Duration)
    case pause, resume
    case directory([Contact])
  }

  private var random: SplitMix
  private let contacts: [Contact]

  init(seed: UInt64, contacts: [Contact]) {
    random = SplitMix(state: seed)
    self.contacts = contacts
  }

  mutating func act(in simulation: Simulation) -> Act {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<9: return send(in: simulation)
    case 9..<14: return .nextTimer
    case 14..<16: return .pass(.seconds(Int.random(in: 1...1_000_000, using: &random)))
    case 16: return .pause
    case 17..<19: return .resume
    case _: return .directory(contacts.filter { _ in Bool.random(using: &random) })
    }
  }

  private mutating func send(in simulation: Simulation) -> Act {
    let events = simulation.workflow.availableEvents(simulation.case.session)
    guard let event = events.randomElement(using: &random) else { return .send("sing", role: nil, nil) }
    var form = JSONObject()
    for name in event.form {
      guard let field = simulation.workflow.fields.first(where: { $0.name == name }),
        Int.random(in: 0..<12, using: &random) > 0
      else { continue }
      form[name] = value(for: field)
    }
    return .send(event.name, role: event.roles.randomElement(using: &random), .object(form))
  }

  /// Mostly something that fits.
  private mutating func value(for field: DataField) -> JSONValue {
    if let choice = field.choices.randomElement(using: &random) { return choice.plainJSON }
    switch field.type {
    case .wrapper(.bool), .bool: return .bool(Bool.random(using: &random))
    case .wrapper(.int), .int: return .integer(Int64.random(in: 0...9, using: &random))
    case .wrapper(.decimal), .decimal: return .string("\(Int.random(in: 0...99, using: &random)).10")
    case .wrapper(.date), .date:
      return .string("2026-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))")
    case .wrapper(.string), .string:
      return .string(
        ["Cabinet Office", "Ministry of Justice", "—", "x: \"y\"\n\u{1F9C0}"].randomElement(using: &random) ?? "")
    case _: return .null
    }
  }

  /// Does one thing.
  ///
  /// - Returns: whether it was done; else the simulation stands as it stood.
  static func perform(_ act: Act, in simulation: inout Simulation) -> Bool {
    do throws(Simulation.Refusal) {
      switch act {
      case .send(let event, let role, let data):
        try simulation.send(event, data: data, by: Actor(role: role, name: role))
      case .nextTimer:
        if let next = try simulation.timers().first { try simulation.advance(to: max(next.due, simulation.facts.now)) }
      case .pass(let duration): try simulation.advance(by: .elapsed(duration))
      case .pause: try simulation.pause(reason: "a reason", by: Actor(role: "case-manager"))
      case .resume: try simulation.resume(by: Actor(role: "case-manager"))
      case .directory(let contacts): simulation.change(directory: Directory(contacts: contacts))
      }
      return true
    } catch {
      return false
    }
  }
}
