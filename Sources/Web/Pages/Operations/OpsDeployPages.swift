import Analysis
import Casework
import Engine
import WorkflowFiles

/// A workflow's text on its way into use: checked, held against the present version, tried on past cases, and deployed
/// by somebody who has just proved who they are.
struct OpsDeployPages: Sendable {
  let site: Site
  let examinations: Examinations

  private static let fileBytes = 1 << 20
  private static let files = 200
  /// More cases than this take longer than anybody waits for a page.
  private static let whatIfCases = 2_000
  private static let days = [30, 90, 365]

  var routes: [Route] {
    [
      Route(.get, "/ops/deploy", .staff(.operate)) { try await ask($0) },
      Route(.post, "/ops/deploy", .staff(.operate), body: .files) { try await upload($0) },
      Route(.post, "/ops/deploy/version", .staff(.operate)) { try await choose($0) },
      Route(.get, "/ops/deploy/preview", .staff(.operate)) { try await preview($0) },
      Route(.get, "/ops/deploy/{digest}/picture.svg", .staff(.operate)) { request in
        let draft = try await WorkflowDraft.waiting(request, in: site)
        // Another draft has another address: what a browser keeps is never of the one before.
        guard draft.bundle.digest.description == request["digest"] else { throw Refusal.notFound }
        return try await WorkflowViews.picture(draft.reading.workflow, site, request)
      },
      Route(.get, "/ops/deploy/confirm", .proven(.operate)) { try await confirmation($0) },
      Route(.post, "/ops/deploy/confirm", .proven(.operate)) { try await deploy($0) },
    ]
  }

  // MARK: Sending a text

  private func ask(_ request: WebRequest, error: String? = nil) async throws -> WebResponse {
    var page = OpsLayout.page(site, request, "Deploy a workflow", back: "/ops/workflows")
    page.isWide = false
    if let error { page.errors = [("files", error)] }
    let question = Question(
      "files", "The workflow's files",
      hint: "workflow.yaml, and the messages (.mustache) that changed. Messages that you leave out stay as they are.",
      error: error)
    let input = question.labelled(
      """
      <input class="govuk-file-upload\(question.errorClass("govuk-file-upload"))" id="files" name="files" type="file" \
      multiple\(question.description)>
      """)
    return page.response(
      """
      <h1 class="govuk-heading-l">Deploy a workflow</h1>\(OpsLayout.navigation("/ops/workflows"))<p class="govuk-body">You \
      see what is wrong with it, in what it differs and what that would mean, before anything changes. To go back to an \
      earlier version, open that version under <a class="govuk-link" href="/ops/workflows">Workflows</a>.</p>\
      \(Form("/ops/deploy", for: request, takesFiles: true).html(input + Control.button("Look at it")))
      """, error == nil ? .ok : .unprocessable)
  }

  private func upload(_ request: WebRequest) async throws -> WebResponse {
    let sent = request.files.filter { $0.field == "files" && !$0.bytes.isEmpty }
    let texts = sent.filter { $0.name.hasSuffix(".yaml") || $0.name.hasSuffix(".yml") }
    let messages = sent.filter { $0.name.hasSuffix(WorkflowBundle.messageSuffix) }
    guard texts.count == 1, texts.count + messages.count == sent.count, sent.count <= Self.files else {
      return try await ask(
        request, error: "Choose one workflow.yaml and any number of .mustache files, and nothing else")
    }
    guard sent.allSatisfy({ $0.bytes.count <= Self.fileBytes }) else {
      return try await ask(request, error: "Each file must be 1 MB or smaller")
    }
    var files = [WorkflowBundle.workflowPath: String(decoding: texts[0].bytes, as: UTF8.self)]
    for message in messages {
      let name = String(message.name.dropLast(WorkflowBundle.messageSuffix.count))
      files[WorkflowBundle.messagePath(of: name)] = String(decoding: message.bytes, as: UTF8.self)
    }
    // What the present version says goes on being said, as far as the new text still speaks of it.
    let name = WorkflowDraft(files, calendars: []).bundle.name
    let present = try await site.store.transaction { transaction in
      try transaction.currentVersion(of: name).flatMap { try transaction.bundle($0) }
    }
    let given = files
    let spoken = given[WorkflowBundle.workflowPath] ?? ""
    for (path, text) in present?.files ?? [:] where files[path] == nil {
      let message = path.dropFirst(WorkflowBundle.messageFolder.count + 1).dropLast(WorkflowBundle.messageSuffix.count)
      if spoken.contains(message) { files[path] = text }
    }
    try await WorkflowDraft.keep(files, request, in: site)
    return .redirect("/ops/deploy/preview")
  }

  private func choose(_ request: WebRequest) async throws -> WebResponse {
    guard let digest = WorkflowDigest(hexadecimal: request.form["digest"] ?? ""),
      let bundle = try await site.store.transaction({ try $0.bundle(digest) })
    else { throw Refusal.notFound }
    try await WorkflowDraft.keep(bundle.files, request, in: site)
    return .redirect("/ops/deploy/preview")
  }

  // MARK: Looking at it

  private func preview(_ request: WebRequest) async throws -> WebResponse {
    let draft = try await WorkflowDraft.waiting(request, in: site)
    let examination = await examinations.examination(of: draft.bundle.digest, draft.reading)
    let page = OpsLayout.page(site, request, "Before you deploy", back: "/ops/deploy")
    var content: HTML = """
      <span class="govuk-caption-l">\(draft.bundle.name), version \(draft.bundle.digest.short)</span><h1 \
      class="govuk-heading-l">Before you deploy</h1>\(OpsLayout.navigation("/ops/workflows"))
      """
    content += "<h2 class=\"govuk-heading-m\">What was found in it</h2>" + OpsFindings.table(examination.findings)
    guard let workflow = draft.reading.workflow, !examination.findings.contains(where: { $0.severity == .error }) else {
      return page.response(
        content
          + "<p class=\"govuk-body\">It can't be deployed. Put this right, and <a class=\"govuk-link\" href=\"/ops/deploy\">send it again</a>.</p>",
        .unprocessable)
    }
    content += "<h2 class=\"govuk-heading-m\">What is proved</h2>" + WorkflowViews.bounds(examination, workflow)
    let (present, faults) = try await site.store.transaction { [library = site.library] transaction in
      (
        try transaction.currentVersion(of: draft.bundle.name).map { try library.workflow($0, transaction) },
        try draft.startFaults(library, transaction)
      )
    }
    if !faults.isEmpty {
      let warnings = faults.reduce(HTML.none) { $0 + Block.warning("It can’t be deployed: \($1.description).") }
      return page.response(content + warnings, .unprocessable)
    }
    if present?.digest == draft.bundle.digest {
      return page.response(content + Block.inset("New cases use this very version already."))
    }
    if let present { content += try await comparison(present, workflow) + whatIf(request, workflow) }
    content += """
      <p class="govuk-body"><a class="govuk-button" role="button" draggable="false" data-module="govuk-button" \
      href="/ops/deploy/confirm">Go on to deploy</a></p>
      """
    let drawn = WorkflowViews.picture(workflow, site, at: "/ops/deploy/\(draft.bundle.digest)/picture.svg")
    content += "<h2 class=\"govuk-heading-m\">How cases would go by it</h2>" + drawn
    var response = page.response(content + Block.details("The steps in words", WorkflowViews.steps(workflow)))
    response.isOneOfFew = true
    return response
  }

  private func comparison(_ present: Workflow, _ workflow: Workflow) async throws -> HTML {
    let difference = Difference(from: present, to: workflow)
    let summary = try await VersionEffectService(store: site.store, library: site.library)
      .effect(from: present, to: workflow, difference) { _ in }
    return """
      <h2 class="govuk-heading-m">In what it differs from the present version</h2>\
      \(WorkflowViews.difference(difference))<h2 class="govuk-heading-m">If open cases were taken along</h2>\
      \(WorkflowViews.effect(summary, present))
      """
  }

  /// What it would have meant for cases of the last days, where somebody asks.
  private func whatIf(_ request: WebRequest, _ workflow: Workflow) async throws -> HTML {
    let asked = request.query["days"].flatMap { Int($0) }.flatMap { Self.days.contains($0) ? $0 : nil }
    let links = Self.days.map { days -> HTML in
      "<li><a class=\"govuk-link\" href=\"/ops/deploy/preview?days=\(days)#what-if\">Cases of the last \(days) days</a></li>"
    }
    var answer: HTML = .none
    if let asked {
      let now = try await site.now()
      let since = now.advanced(bySeconds: -Int64(asked) * 86_400)
      let count = try await site.store.transaction {
        try $0.countRecordedCases(ReplayScope(workflow: workflow.name, since: since))
      }
      if count > Self.whatIfCases {
        answer = Block.inset(
          "There are \(count) of them, more than a page can wait for. Choose fewer days, or run recourse what-if.")
      } else {
        let summary = try await WhatIfService(store: site.store, reader: site.library.reader)
          .run(WhatIfService.Change(workflow: workflow), since: since, workers: 1) { _ in }
        answer =
          "<h3 class=\"govuk-heading-s\">The last \(asked) days</h3>" + WorkflowViews.whatIf(summary)
      }
    }
    return """
      <h2 class="govuk-heading-m" id="what-if">What it would have meant</h2><ul class="govuk-list">\(links)</ul>\(answer)
      """
  }

  // MARK: Deploying

  private func confirmation(_ request: WebRequest) async throws -> WebResponse {
    let draft = try await WorkflowDraft.waiting(request, in: site)
    let fields: HTML =
      "<input type=\"hidden\" name=\"digest\" value=\"\(draft.bundle.digest.description)\">" + Control.button("Deploy")
    var page = OpsLayout.page(site, request, "Deploy \(draft.bundle.name)", back: "/ops/deploy/preview")
    page.isWide = false
    return page.response(
      """
      <h1 class="govuk-heading-l">Deploy \(draft.bundle.name)</h1><p class="govuk-body">New cases use version \
      \(draft.bundle.digest.short) from then on. Open cases keep the version that they have. To go back, deploy the \
      earlier version again.</p>\(Form("/ops/deploy/confirm", for: request).html(fields))
      """)
  }

  private func deploy(_ request: WebRequest) async throws -> WebResponse {
    let draft = try await WorkflowDraft.waiting(request, in: site)
    guard request.form["digest"] == draft.bundle.digest.description else {
      throw Refusal(.conflict, "Another text waits by now", "Look at it first, then deploy it.", code: "stale")
    }
    let examination = await examinations.examination(of: draft.bundle.digest, draft.reading)
    guard draft.reading.workflow != nil, !examination.findings.contains(where: { $0.severity == .error }) else {
      return .redirect("/ops/deploy/preview")
    }
    let isDeployed = try await site.store.transaction { [library = site.library] transaction in
      guard try draft.startFaults(library, transaction).isEmpty else { return false }
      if try transaction.currentVersion(of: draft.bundle.name) != draft.bundle.digest {
        try transaction.deploy(draft.bundle)
      }
      return true
    }
    guard isDeployed else { return .redirect("/ops/deploy/preview") }
    try await WorkflowDraft.drop(request, in: site)
    return .redirect("/ops/workflows?done=1")
  }
}
