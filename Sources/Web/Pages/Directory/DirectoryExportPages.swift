import Casework
import Engine
import Registers

/// The directory's lists as files.
struct DirectoryExportPages: Sendable {
  let site: Site

  var routes: [Route] {
    ListFile.routes("/directory/contracts", .staff(.keepDirectory)) { try await contracts($0) }
      + ListFile.routes("/directory/organisations", .staff(.keepDirectory)) { try await organisations($0) }
      + ListFile.routes("/directory/contacts", .proven(.keepDirectory), [.xlsx]) { try await contacts($0) }
      + ListFile.routes("/department/contacts", .contact, [.xlsx]) { try await contacts($0) }
  }

  /// The same columns as the list that can be imported, and the same contacts that it would have.
  private func contacts(_ request: WebRequest) async throws -> ListFile {
    let reach = try await DirectoryReach(site, request)
    let rows = reach.contacts(of: request.query.text("organisation")).map { contact in
      [
        contact.id?.description ?? "", contact.organisation, contact.role, contact.name, contact.email,
        contact.telephone ?? "", contact.contract ?? "", contact.validFrom?.description ?? "",
        contact.validTo?.description ?? "", contact.absence?.from.description ?? "",
        contact.absence?.to?.description ?? "", contact.deputy ?? "",
      ]
    }
    return ListFile(
      name: "contacts", title: "Contacts",
      heads: [
        "id", "organisation", "role", "name", "email", "telephone", "contract", "valid_from", "valid_to", "away_from",
        "away_to", "deputy",
      ], rows: rows)
  }

  private func contracts(_ request: WebRequest) async throws -> ListFile {
    let rows = try await site.store.transaction { try $0.contracts() }.map { contract in
      [
        contract.reference, contract.title, contract.authority, contract.primeContractor,
        contract.value?.description ?? "", contract.managerRole, contract.validFrom?.description ?? "",
        contract.validTo?.description ?? "",
      ]
    }
    return ListFile(
      name: "contracts", title: "Contracts",
      heads: [
        "reference", "title", "authority", "prime_contractor", "value", "manager_role", "valid_from", "valid_to",
      ], rows: rows)
  }

  private func organisations(_ request: WebRequest) async throws -> ListFile {
    let rows = try await site.store.transaction { try $0.organisations() }.map { organisation in
      [
        organisation.slug, organisation.title, organisation.format, organisation.status,
        organisation.parents.joined(separator: " "), organisation.successors.joined(separator: " "),
        organisation.register,
      ]
    }
    return ListFile(
      name: "organisations", title: "Organisations",
      heads: ["slug", "title", "format", "status", "parents", "successors", "register"], rows: rows)
  }
}
