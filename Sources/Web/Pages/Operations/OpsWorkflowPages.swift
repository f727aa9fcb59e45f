import Casework
import Engine
import WorkflowFiles

/// The workflows and their versions: as tables and pictures, with everything that can be proved of them.
struct OpsWorkflowPages: Sendable {
  let site: Site
  private let examinations = Examinations()

  init(site: Site) { self.site = site }

  var routes: [Route] {
    [
      Route(.get, "/ops/workflows", .staff(.operate)) { try await list($0) },
      Route(.get, "/ops/workflows/{name}", .staff(.operate)) { try await versions($0) },
      Route(.get, "/ops/workflows/{name}/{digest}", .staff(.operate)) { try await version($0) },
      Route(.get, "/ops/workflows/{name}/{digest}/picture.svg", .staff(.operate)) { request in
        let (_, bundle) = try await found(request)
        return try await WorkflowViews.picture(WorkflowReader.read(bundle).workflow, site, request)
      },
    ] + OpsDeployPages(site: site, examinations: examinations).routes
  }

  private func list(_ request: WebRequest) async throws -> WebResponse {
    let (deployed, versions) = try await site.store.transaction { transaction in
      (try transaction.deployedWorkflows(), try transaction.workflowVersions())
    }
    let titles = try await site.store.transaction { [library = site.library] transaction in
      var titles: [String: String] = [:]
      // A version that can't be read is listed without a title; doctor tells of it.
      for one in deployed { titles[one.name] = try? library.workflow(one.digest, transaction).title }
      return titles
    }
    let table = Block.table(
      "Workflows", ["Workflow", "Name", "Version of new cases", "Since", "Open cases", "Versions"],
      deployed.map { one in
        let own = versions.filter { $0.workflow == one.name }
        return [
          Control.link("/ops/workflows/\(one.name)", titles[one.name] ?? one.name), "\(one.name)",
          Control.link("/ops/workflows/\(one.name)/\(one.digest)", one.digest.short),
          "\(DayWords.moment(one.deployedAt))", "\(own.reduce(0) { $0 + $1.openCases })", "\(own.count)",
        ]
      }, isCaptionHidden: true, empty: "No workflow is deployed.")
    var page = OpsLayout.page(site, request, "Workflows")
    if request.query["done"] != nil {
      page.notice = Block.notice(
        "Done", "<p class=\"govuk-notification-banner__heading\">New cases use this version from now on.</p>")
    }
    return page.response(
      """
      <h1 class="govuk-heading-l">Workflows</h1>\(OpsLayout.navigation("/ops/workflows"))<p class="govuk-body">\
      <a class="govuk-button" role="button" draggable="false" data-module="govuk-button" href="/ops/deploy">Deploy a \
      workflow</a></p>\(table)\(OpsExportPages.links(.workflows))
      """)
  }

  private func versions(_ request: WebRequest) async throws -> WebResponse {
    let name = request["name"]
    let versions = try await site.store.transaction { try $0.workflowVersions().filter { $0.workflow == name } }
    guard !versions.isEmpty else { throw Refusal.notFound }
    let table = Block.table(
      "Versions, the last deployed first", ["Version", "Deployed", "Open cases", ""],
      versions.map { version in
        [
          Control.link("/ops/workflows/\(name)/\(version.digest)", version.digest.short),
          "\(DayWords.moment(version.deployedAt))", "\(version.openCases)",
          version.isCurrent ? Block.tag("New cases use it", "green") : "",
        ]
      })
    let title = try await title(of: versions) ?? name
    return OpsLayout.page(site, request, title, back: "/ops/workflows").response(
      """
      <span class="govuk-caption-l">\(name)</span><h1 class="govuk-heading-l">\(title)</h1>\(OpsLayout.navigation("/ops/workflows"))\(table)
      """)
  }

  /// What the version in force calls itself, or else the last one.
  private func title(of versions: [WorkflowVersion]) async throws -> String? {
    guard let shown = versions.first(where: \.isCurrent) ?? versions.first else { return nil }
    let bundle = try await site.store.transaction { try $0.bundle(shown.digest) }
    return bundle.flatMap { WorkflowReader.read($0).workflow?.title }
  }

  /// The version that an address names.
  private func found(_ request: WebRequest) async throws -> (WorkflowVersion, WorkflowBundle) {
    let found = try await site.store.transaction { transaction -> (WorkflowVersion, WorkflowBundle)? in
      guard
        let version = try transaction.workflowVersions().first(where: {
          $0.workflow == request["name"] && $0.digest.description == request["digest"]
        }), let bundle = try transaction.bundle(version.digest)
      else { return nil }
      return (version, bundle)
    }
    guard let found else { throw Refusal.notFound }
    return found
  }

  private func version(_ request: WebRequest) async throws -> WebResponse {
    let name = request["name"]
    let (version, bundle) = try await found(request)
    let reading = WorkflowReader.read(bundle)
    let part = request.query.text("show").flatMap(Part.init(rawValue:)) ?? .picture
    let address = "/ops/workflows/\(name)/\(bundle.digest)"
    let content = try await html(of: part, bundle, reading, picture: "\(address)/picture.svg")
    let again: HTML =
      version.isCurrent
      ? .none
      : Form("/ops/deploy/version", for: request).html(
        "<input type=\"hidden\" name=\"digest\" value=\"\(bundle.digest.description)\">"
          + Control.button("Look at going back to this version", isSecondary: true))
    let page = OpsLayout.page(site, request, reading.workflow?.title ?? name, back: "/ops/workflows/\(name)")
    var response = page.response(
      """
      <span class="govuk-caption-l">\(name), version \(bundle.digest.short)</span><h1 class="govuk-heading-l">\
      \(reading.workflow?.title ?? name)</h1>\(OpsLayout.navigation("/ops/workflows"))\
      <p class="govuk-body">\(version.isCurrent ? Block.tag("New cases use it", "green") : Block.tag("Earlier", "grey")) \
      Deployed \(DayWords.moment(version.deployedAt)); \(OpsWords.count(version.openCases, "open case")).</p>\(again)\
      <p class="govuk-body">\(reading.workflow?.description ?? "")</p>\
      \(Block.subNavigation("This version", Part.allCases.map { ($0.address(address), $0.title, $0 == part) }))\(content)
      """)
    response.isOneOfFew = true
    return response
  }

  /// What a page of a version shows of it.
  private enum Part: String, CaseIterable {
    case picture, steps, checks, files

    var title: String {
      switch self {
      case .picture: "Picture"
      case .steps: "Steps in words"
      case .checks: "What is proved"
      case .files: "Files"
      }
    }

    func address(_ version: String) -> String { self == .picture ? version : "\(version)?show=\(rawValue)" }
  }

  private func html(
    of part: Part, _ bundle: WorkflowBundle, _ reading: WorkflowReading, picture address: String
  ) async throws -> HTML {
    guard let workflow = reading.workflow, part != .files else {
      return part == .checks || reading.workflow == nil
        ? OpsFindings.table(await examinations.examination(of: bundle.digest, reading).findings)
        : "<h2 class=\"govuk-heading-m\">The files</h2>\(WorkflowViews.files(bundle))"
    }
    switch part {
    case .picture:
      let drawn = WorkflowViews.picture(workflow, site, at: address)
      return drawn.isEmpty ? WorkflowViews.steps(workflow) : "<h2 class=\"govuk-visually-hidden\">Picture</h2>\(drawn)"
    case .steps: return "<h2 class=\"govuk-heading-m\">The steps in words</h2>\(WorkflowViews.steps(workflow))"
    case .checks, .files:
      let examination = await examinations.examination(of: bundle.digest, reading)
      return """
        <h2 class="govuk-heading-m">What is proved</h2>\(WorkflowViews.bounds(examination, workflow))<h2 \
        class="govuk-heading-m">What was found</h2>\(OpsFindings.table(examination.findings))
        """
    }
  }
}
