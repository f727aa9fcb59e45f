import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore

/// `recourse contacts resolve`.
struct ContactsResolve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Shows who each party of a case is, and why everybody before was passed over.",
    discussion: """
      Example: recourse contacts resolve 7KQ-4FM-X2PC
      Example: recourse contacts resolve --workflow supply-chain-concern --data '{"department": "Cabinet Office"}' \
      --on 2026-08-03
      """)

  @Argument(help: "A case's reference.")
  var reference: String?

  @Option(help: "A deployed workflow, in place of a case.")
  var workflow: String?

  @Option(help: "A JSON object or the path of an example: the data of the case that is imagined.")
  var data: String?

  @Option(help: "The day that is looked at; today by default.")
  var on: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (reference == nil) != (workflow == nil) else {
      throw ValidationError("name a case, or a workflow with --workflow and --data")
    }
  }

  func run() async throws {
    let command = self
    let data = try OpeningData.read(data)
    let found = try await database.withStore { store in
      let id = try await command.caseID(in: store)
      return try await store.transaction { try command.resolve(id, data, $0) }
    }
    for (party, resolution) in found {
      switch format {
      case .json: Shell.print(JSONValue.object(resolution.json(party)).serialized())
      case .text:
        Shell.print("\(party.id): \(resolution.words)")
        for skip in resolution.passedOver { Shell.print("  passed over  \(skip.description.onOneLine)") }
      }
    }
  }

  private func caseID(in store: any Store) async throws -> CaseID? {
    guard let reference else { return nil }
    return try await CaseLookup.find(reference, in: store)
  }

  private func resolve(
    _ id: CaseID?, _ data: JSONObject, _ transaction: any StoreTransaction
  ) throws -> [(party: Party, resolution: Resolution)] {
    let library = Library(reader: FileDefinitionReader())
    let look = try transaction.look(at: id.map { [$0] } ?? [], for: [])
    let (workflow, one): (Workflow, Case?)
    if let record = look.cases.first {
      workflow = try library.workflow(record.version, transaction)
      one = try record.case(workflow)
    } else {
      let name = self.workflow ?? ""
      guard let version = try transaction.currentVersion(of: name) else { throw CaseFailure.unknownWorkflow(name) }
      workflow = try library.workflow(version, transaction)
      one = nil
    }
    let day = try Contacts.day(on, transaction)
    let directory = try library.facts(for: workflow, look, transaction).directory
    let problems = data.keys.filter { name in !workflow.fields.contains { $0.name == name } }
    guard problems.isEmpty else {
      throw Answer.no("--data: \(workflow.name) has no field \(problems.joined(separator: ", "))")
    }
    return try workflow.resolutions(of: one, imagining: data, on: day, in: directory)
  }
}

extension Resolution {
  fileprivate var words: String {
    switch recipient {
    case .person(let name, let email): "\(name.onOneLine) <\(email)>\(party.map { " (\($0))" } ?? "")"
    case .queue(let party): "the queue of \(party)"
    case .nobody: "nobody"
    }
  }

  fileprivate func json(_ party: Party) -> JSONObject {
    var object: JSONObject = ["party": .string(party.id), "as": self.party.map(JSONValue.string) ?? .null]
    switch recipient {
    case .person(let name, let email):
      object["name"] = .string(name)
      object["email"] = .string(email)
    case .queue(let queue): object["queue"] = .string(queue)
    case .nobody: object["nobody"] = true
    }
    object["passed_over"] = .array(
      passedOver.map { .object(["code": .string($0.code), "reason": .string($0.description)]) })
    return object
  }
}
