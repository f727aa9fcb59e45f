import Casework
import Engine

/// A public contract in the directory: who let it, to whom, and in which post somebody runs it.
struct ContractPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/directory/contracts/new", .staff(.keepDirectory)) { try await page($0, isNew: true) },
      Route(.post, "/directory/contracts/new", .staff(.keepDirectory)) { try await keep($0, isNew: true) },
      Route(.get, "/directory/contracts/{key}", .staff(.keepDirectory)) { try await page($0, isNew: false) },
      Route(.post, "/directory/contracts/{key}", .staff(.keepDirectory)) { try await keep($0, isNew: false) },
    ]
  }

  private func contract(_ request: WebRequest, _ reach: DirectoryReach) throws(Refusal) -> Contract {
    let key = Directory.key(request["key"])
    guard let contract = reach.facts.contracts.first(where: { $0.key == key }) else { throw .notFound }
    return contract
  }

  private func page(_ request: WebRequest, isNew: Bool) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    var form = FormValues()
    if isNew {
      let organisation = request.query.text("organisation") ?? ""
      form.append("authority", organisation.isEmpty ? "" : reach.title(reach.facts.names.identity(of: organisation)))
      form.append("manager-role", Contract.usualManagerRole)
    } else {
      let contract = try contract(request, reach)
      form.append("reference", contract.reference)
      form.append("title", contract.title)
      form.append("authority", contract.authority)
      form.append("prime-contractor", contract.primeContractor)
      form.append("value", contract.value?.description ?? "")
      form.append("manager-role", contract.managerRole)
      DateFields.fill("valid-from", contract.validFrom?.description ?? "", &form)
      DateFields.fill("valid-to", contract.validTo?.description ?? "", &form)
    }
    return page(request, reach, form, ContractForm.Problems(), isNew: isNew)
  }

  private func page(
    _ request: WebRequest, _ reach: DirectoryReach, _ form: FormValues, _ problems: ContractForm.Problems, isNew: Bool
  ) -> WebResponse {
    let title = isNew ? "Add a contract" : "Contract \(form["reference"] ?? "")"
    var page = Page(site, request, title, area: .staff)
    page.current = "/directory"
    page.back = form.text("authority").map(reach.address) ?? "/directory"
    page.errors = problems.map { ($0.field, $0.problem) }
    let fields = ContractForm(reach: reach, typed: form, problems: problems).html(isNew: isNew)
    return page.response(
      """
      <h1 class="govuk-heading-l">\(title)</h1>\(Form(request.path, for: request).html(fields + Control.button("Save")))
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  private func keep(_ request: WebRequest, isNew: Bool) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    var form = request.form
    // The reference is the contract's name: another one would be another contract.
    if !isNew { form = form.with("reference", try contract(request, reach).reference) }
    let read = ContractForm(reach: reach, typed: form).contract(isNew: isNew)
    guard let contract = read.contract else { return page(request, reach, form, read.problems, isNew: isNew) }
    _ = try await site.store.transaction { try $0.importContracts([contract]) }
    return .redirect("\(reach.address(of: contract.authority))?done=contract")
  }
}
