import Casework
import CivilTime
import Engine
import JSON

/// When the scheme's own people are away, and who looks after their cases meanwhile.
struct AbsenceOperations: Sendable {
  private static let topic = "Cases"
  private static let place = [
    APIParameter("person", in: .path, .text(length: 1...64), "The account of whoever is away."),
    APIParameter("from", in: .path, .text(.date), "The first day away."),
  ]

  var operations: [APIOperation] { [list, put, remove] }

  private var list: APIOperation {
    APIOperation(
      id: "listStaffAbsences", method: .get, path: "/absences", scope: .readCases, topic: Self.topic,
      summary: "List when people of the scheme are away, and who covers", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.staffAbsence.page)]
    ) { call in
      try call.requireUnbound()
      let all = try await call.site.store.transaction { try $0.absences() }
      return .json(try APICursor.page(all, call, Self.json))
    }
  }

  private var put: APIOperation {
    APIOperation(
      id: "putStaffAbsence", method: .put, path: "/absences/{person}/{from}", scope: .writeCases, topic: Self.topic,
      summary: "Note that somebody is away: the cases stand in the list of whoever covers as well",
      details: "For others than the account itself, it has to be one that looks after accounts.",
      parameters: Self.place,
      body: .json(
        .object([
          APIField("to", .text(.date), "The last day away."),
          APIField("cover", .text(length: 1...64), "The account of whoever looks after the cases meanwhile."),
        ])), answers: [APIOperation.Answer(status: .ok, words: "The absence.", schema: .named(.staffAbsence))],
      mayRefuse: true
    ) { call in
      let (person, first) = try Self.place(call)
      let last = call.text("to").flatMap(CivilDate.init(iso8601:))
      let cover = Person.key(call.text("cover") ?? "")
      let absence = try await call.site.store.transaction { transaction -> StaffAbsence in
        let problems = try AbsenceCheck(transaction).problems(who: person, from: first, to: last, cover: cover)
        guard problems.isEmpty, let last else {
          throw CaseOperations.wrong(Dictionary(problems.map { ($0.field, $0.problem) }) { first, _ in first })
        }
        let absence = StaffAbsence(
          person: person, firstDay: first, lastDay: last, cover: cover, notedBy: call.account.name)
        try transaction.keepAbsence(absence)
        return absence
      }
      return .json(.object(Self.json(absence)))
    }
  }

  private var remove: APIOperation {
    APIOperation(
      id: "deleteStaffAbsence", method: .delete, path: "/absences/{person}/{from}", scope: .writeCases,
      topic: Self.topic,
      summary: "Take an absence away: the person is there", parameters: Self.place,
      answers: [APIOperation.Answer(status: .noContent, words: "There is none any more.")]
    ) { call in
      let (person, first) = try Self.place(call)
      try await call.site.store.transaction { transaction in
        guard try transaction.absences().contains(where: { $0.person == person && $0.firstDay == first }) else {
          throw Refusal.notFound
        }
        try transaction.removeAbsence(of: person, from: first)
      }
      return WebResponse(.noContent)
    }
  }

  /// Whose absence it is, and from when.
  ///
  /// - Throws: `Refusal` where it is somebody else's and the account does not look after others.
  private static func place(_ call: APICall) throws(Refusal) -> (String, CivilDate) {
    try call.requireUnbound()
    let person = Person.key(call["person"] ?? "")
    guard let first = call["from"].flatMap(CivilDate.init(iso8601:)) else {
      throw CaseOperations.wrong("from", "is no date")
    }
    guard person == call.account.name || Permission.keepAccounts.isGiven(to: call.account) else {
      throw Refusal(
        .forbidden, "This is somebody else's absence", "Use a token of that person, or of the head of the team.",
        code: "not-yours")
    }
    return (person, first)
  }

  private static func json(_ absence: StaffAbsence) -> JSONObject {
    [
      "person": .string(absence.person), "from": .string(absence.firstDay.description),
      "to": .string(absence.lastDay.description), "cover": .string(absence.cover),
      "noted_by": .string(absence.notedBy),
    ]
  }
}
