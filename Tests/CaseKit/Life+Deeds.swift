import Casework
import CivilTime
import Engine
import Expression
import JSON
import Statechart
import WorkingTime

// Anything that may happen to a case.
extension Life {
  /// Does one thing, or tries to.
  package mutating func go() async throws {
    let staff = Actor(role: "case-manager", name: "okafor")
    let isDone: Bool
    switch Int.random(in: 0..<24, using: &dice) {
    case 0..<8: isDone = try await sendAnything()
    case 8..<12: isDone = try await awaitNextTimer()
    case 12..<14:
      // The program was down for a while, and what fell due fires late.
      let away = Duration.microseconds(Int64.random(in: 1...900_000_000_000, using: &dice))
      try await move(to: now.advanced(by: away))
      isDone = true
    case 14: isDone = try await ask(.pause(reason: "a holiday"), staff)
    case 15, 16: isDone = try await ask(.resume, staff)
    case 17: isDone = try await ask(.act(.extend(anExtension())), staff)
    case 18: isDone = try await ask(.act(.note("a remark", isDisclosable: Bool.random(using: &dice))), staff)
    case 19:
      isDone = try await ask(
        Bool.random(using: &dice)
          ? .act(.assign(CaseAssignment(to: "smith"))) : .act(.declareInterest(person: "smith", reason: "a cousin")),
        staff)
    case 20, 21: isDone = try await changeDirectory()
    case 22: isDone = try await changeCalendar(by: staff)
    case _: isDone = try await orderTimer(by: staff)
    }
    if isDone { deeds += 1 }
  }

  private mutating func sendAnything() async throws -> Bool {
    let (one, workflow, _) = try await standing()
    guard let event = workflow.availableEvents(one.session).randomElement(using: &dice) else {
      return try await ask(.act(.reopen(reason: "new papers")), Actor(role: "case-manager", name: "ito"))
    }
    var form = JSONObject()
    for name in event.form {
      guard let field = workflow.fields.first(where: { $0.name == name }), Int.random(in: 0..<12, using: &dice) > 0
      else { continue }
      form[name] = value(for: field)
    }
    let role = event.roles.randomElement(using: &dice)
    let data: JSONValue? = form.isEmpty && Bool.random(using: &dice) ? nil : .object(form)
    return try await ask(
      .send(event: event.name, data: data), Actor(role: role, name: role.map { "\($0) \(deeds % 3)" }))
  }

  /// Mostly something that fits.
  private mutating func value(for field: DataField) -> JSONValue {
    if let choice = field.choices.randomElement(using: &dice) { return choice.plainJSON }
    switch field.type {
    case .wrapper(.bool), .bool: return .bool(Bool.random(using: &dice))
    case .wrapper(.int), .int: return .integer(Int64.random(in: 0...9, using: &dice))
    case .wrapper(.decimal), .decimal: return .string("\(Int.random(in: 0...99, using: &dice)).10")
    case .wrapper(.date), .date: return .string("2026-0\(Int.random(in: 4...9, using: &dice))-15")
    case .wrapper(.string), .string:
      return .string(["Cabinet Office", "Ministry of Justice", "—"].randomElement(using: &dice) ?? "")
    case _: return .null
    }
  }

  private mutating func anExtension() -> DeadlineExtension {
    let delay: Delay = Bool.random(using: &dice) ? .workingDays(Int.random(in: 1...9, using: &dice)) : .days(4)
    return DeadlineExtension(by: delay, reason: "more to read", approver: "ames")
  }

  /// Somebody is away now or some day, comes back, or leaves for good.
  private mutating func changeDirectory() async throws -> Bool {
    let contact = Self.contacts.randomElement(using: &dice) ?? Self.contacts[0]
    let today = WorkingCalendar.london.civil(at: now).date
    let from = today.adding(days: Int.random(in: -3...20, using: &dice))
    let absence: Absence? =
      Int.random(in: 0..<4, using: &dice) == 0
      ? nil : Absence(from: from, to: from.adding(days: Int.random(in: 0...20, using: &dice)))
    if Int.random(in: 0..<4, using: &dice) == 0 {
      let rest = Self.contacts.filter { $0.organisation == contact.organisation && $0 != contact }
      try await store.transaction { _ = try $0.importContacts(rest) }
    } else {
      _ = try await store.transaction { transaction in
        try transaction.changePosts(ofAddress: contact.email) { $0.absence = absence }
      }
    }
    return true
  }

  /// A holiday is announced.
  private mutating func changeCalendar(by actor: Actor) async throws -> Bool {
    let date = WorkingCalendar.london.civil(at: now).date.adding(days: Int.random(in: -2...40, using: &dice))
    let choice: CalendarService.Choice = Bool.random(using: &dice) ? .move : .keep
    let texts = try await store.transaction { try $0.calendars() }.mapValues { text in
      text.replacing(
        "\"events\": [",
        with: "\"events\": [{\"title\": \"Jubilee\", \"date\": \"\(date)\", \"notes\": \"\", \"bunting\": true},",
        maxReplacements: 1)
    }
    do {
      _ = try await calendars.keep(texts, choice, by: actor) { _ in }
    } catch is CalendarRefusal {
      return false
    }
    try await notice()
    return true
  }

  private mutating func orderTimer(by actor: Actor) async throws -> Bool {
    let (one, workflow, _) = try await standing()
    guard let timer = one.timers.randomElement(using: &dice) else { return false }
    let action: TimerOrder.Action = Bool.random(using: &dice) ? .skip : .cancel
    _ = try await desk.carryOut(
      TimerDesk.Order(action, timer: workflow.timerName(timer), reason: "by mistake", actor: actor), on: caseID)
    try await notice()
    return true
  }
}
