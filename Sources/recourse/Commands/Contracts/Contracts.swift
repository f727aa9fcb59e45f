import ArgumentParser
import Casework
import JSON

/// `recourse contracts`: which organisation has which contract with whom.
struct Contracts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Looks after the register of contracts.",
    subcommands: [ContractsImport.self, ContractsExport.self, ContractsList.self])
}

extension Contract {
  var json: JSONObject {
    [
      "reference": .string(reference), "title": .string(title), "authority": .string(authority),
      "prime_contractor": .string(primeContractor), "value": value.map { .string($0.description) } ?? .null,
      "manager_role": .string(managerRole), "valid_from": validFrom.map { .string($0.description) } ?? .null,
      "valid_to": validTo.map { .string($0.description) } ?? .null,
    ]
  }
}
