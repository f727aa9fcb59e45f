import Expression
import JSON
import Statechart

// What people send is held against the fields of the workflow before anything moves.
extension Workflow {
  /// The values that a case is opened with, by field number; every problem is found, not only the first.
  func openingData(_ object: JSONObject) throws(Rejection) -> [Int: Value] {
    var given: [Int: Value] = [:]
    var problems: [FieldProblem] = []
    for (name, json) in object {
      guard let number = fields.firstIndex(where: { $0.name == name }) else {
        problems.append(FieldProblem(field: name, problem: "is not a field of \(self.name)"))
        continue
      }
      do throws(FieldProblem) {
        given[number] = try fields[number].value(of: json)
      } catch {
        problems.append(error)
      }
    }
    // Without a form of its own, a workflow is opened with all that it requires.
    let asked = openingForm.isEmpty ? Array(fields.indices) : openingForm
    problems += missing(asked, given: { object[$0] != nil }, known: { chart.fields[$0].initial != nil })
    guard problems.isEmpty else { throw .data(problems) }
    return given
  }

  /// The data of an event. Where a form asks for fields, they are read as those fields; the rest is taken as it is.
  func input(_ data: JSONValue?, of event: String, in session: Session) throws(Rejection) -> Value {
    let object: JSONObject
    switch data {
    case nil: object = JSONObject()
    case .object(let members)?: object = members
    case let other?:
      guard forms(of: event, in: session).isEmpty else {
        throw .data([FieldProblem(field: "data", problem: "must be an object with the form's fields")])
      }
      return Value(untyped: other)
    }
    let form = forms(of: event, in: session)
    if data == nil, form.isEmpty { return .null }
    var map = MapValue()
    var problems: [FieldProblem] = []
    for (name, json) in object {
      guard let number = form.first(where: { fields[$0].name == name }) else {
        // Without a form, data are for the workflow's own expressions and may be anything.
        if form.isEmpty {
          map.set(Value(untyped: json), for: .string(name))
        } else {
          problems.append(FieldProblem(field: name, problem: "is not asked for by \"\(event)\""))
        }
        continue
      }
      do throws(FieldProblem) {
        map.set(try fields[number].value(of: json), for: .string(name))
      } catch {
        problems.append(error)
      }
    }
    problems += missing(
      form, given: { object[$0] != nil }, known: { session.data[$0] != .null })
    guard problems.isEmpty else { throw .data(problems) }
    return .map(map)
  }

  /// The required fields of a form that neither this input nor anything before it gives a value.
  private func missing(
    _ form: [Int], given: (String) -> Bool, known: (Int) -> Bool
  ) -> [FieldProblem] {
    form.filter { fields[$0].isRequired && !given(fields[$0].name) && !known($0) }
      .map { FieldProblem(field: fields[$0].name, problem: "is required") }
  }

  /// Whether the actor's role may send an event. Where some transition of the event is open to the role, the statechart
  /// decides which; where none is, the refusal names the roles that may.
  ///
  /// Persons are compared besides where two have to be: who has sent one event may not send the other.
  func checkPermission(_ event: String, _ actor: Actor, _ case: Case, _ facts: Facts) throws(Rejection) {
    if let name = actor.name, `case`.isBarred(name) { throw .barred(act: "send \"\(event)\"") }
    guard facts.enforcesRoles else { return }
    var permitted: [String] = []
    var earlier: [String] = []
    for transition in transitions(for: event, in: `case`.session) {
      let note = transitionNotes[transition]
      if actor.role.map(note.roles.contains) == true {
        guard !note.notBy.isEmpty, !note.admits(actor.name, `case`.acted) else {
          return try checkName(event, actor)
        }
        earlier += note.notBy
      }
      for role in note.roles where !permitted.contains(role) { permitted.append(role) }
    }
    // An event that no transition names is not refused here: the step will say that it means nothing now.
    guard earlier.isEmpty else {
      throw actor.name == nil ? .nameless(act: event) : .samePerson(act: event, earlier: earlier)
    }
    guard permitted.isEmpty else { throw .notPermitted(event: event, role: actor.role, permitted: permitted) }
  }

  /// Who sends what counts for somebody's four eyes later has a name, if he is one of several of a kind: the scheme's
  /// own people.
  private func checkName(_ event: String, _ actor: Actor) throws(Rejection) {
    let isStaff = actor.role.flatMap(party(named:))?.isStaff == true
    if actor.name == nil, isStaff, watchedEvents.contains(event) { throw .nameless(act: event) }
  }

  /// Clocks are stopped and started by the scheme's own people, never by those whose time runs.
  func checkStaff(_ act: String, _ actor: Actor, _ facts: Facts) throws(Rejection) {
    let staff = parties.filter(\.isStaff).map(\.id)
    guard facts.enforcesRoles, !staff.isEmpty, actor.role.map(staff.contains) != true else { return }
    throw .notPermitted(event: act, role: actor.role, permitted: staff)
  }

  /// Whoever has to do with a case may add a remark or a document to it.
  func checkParty(_ act: String, _ actor: Actor, _ facts: Facts) throws(Rejection) {
    guard facts.enforcesRoles, !parties.isEmpty, actor.role.map({ party(named: $0) != nil }) != true else { return }
    throw .notPermitted(event: act, role: actor.role, permitted: parties.map(\.id))
  }

  func forms(of event: String, in session: Session) -> [Int] {
    transitions(for: event, in: session).flatMap { transitionNotes[$0].form }
  }

  func transitions(for event: String, in session: Session) -> [Int] {
    chart.availableEvents(session).filter { $0.descriptors.contains { $0.matches(event) } }.map(\.transition)
  }
}
