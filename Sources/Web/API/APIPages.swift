import Cryptography
import JSON

/// The interface, its description for programs, and the same for people.
struct APIPages: Sendable {
  let site: Site

  var operations: [APIOperation] {
    [
      CaseOperations(site: site).operations, WorkflowOperations().operations, DeploymentOperations().operations,
      DirectoryOperations().operations, EngineOperations(site: site).operations, WatchOperations().operations,
      CalendarOperations().operations, WebhookOperations().operations, AccountOperations().operations,
      ReadingOperations().operations,
      AbsenceOperations().operations, PersonalOperations().operations,
      ResultOperations(results: ListedResults()).operations, TokenOperations().operations,
    ].flatMap(\.self)
  }

  var routes: [Route] {
    let document = APIDocument(operations: operations, brand: site.brand, address: site.address)
    let text = Array(JSONValue.object(document.json).serialized().utf8)
    return operations.map { $0.route(site) } + [
      Route(.get, "/api/openapi.json", .everyone) { _ in
        WebResponse(.ok, type: "application/json", body: text)
      },
      Route(.get, "/api", .visitor) { page(document, for: $0) },
    ]
  }

  private func page(_ document: APIDocument, for request: WebRequest) -> WebResponse {
    let topics = document.topics.map { topic -> HTML in
      let items = document.operations.filter { $0.topic == topic }.map(Self.item)
      return "<h2 class=\"govuk-heading-m\" id=\"\(Self.place(topic))\">\(topic)</h2>\(items)"
    }
    let contents = document.topics.map { topic -> HTML in
      "<li><a class=\"govuk-link\" href=\"#\(Self.place(topic))\">\(topic)</a></li>"
    }
    return Page(site, request, "The interface for programs").response(
      """
      <h1 class="govuk-heading-xl">The interface for programs</h1><p class="govuk-body-l">\(APIDocument.introduction)</p>\
      <p class="govuk-body">The description as a program reads it: <a class="govuk-link" href="/api/openapi.json">OpenAPI \
      3.1</a>. Send your token as <code>Authorization: Bearer …</code>; whoever looks after accounts makes one.</p>\
      <nav aria-label="What there is"><ul class="govuk-list govuk-list--bullet govuk-list--spaced app-columns">\(contents)</ul></nav>\(topics)
      """)
  }

  private static func place(_ topic: String) -> String { "topic-" + topic.lowercased().replacing(" ", with: "-") }

  /// A text with what stands between backticks as code.
  private static func words(_ text: String) -> HTML {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { place, part -> HTML in
      place % 2 == 1 ? "<code>\(String(part))</code>" : "\(String(part))"
    }.joined()
  }

  private static func item(_ operation: APIOperation) -> HTML {
    let parameters = operation.allParameters.map { parameter -> [HTML] in
      [
        "<code class=\"app-nowrap\">\(parameter.name)</code>", "\(parameter.place.rawValue)",
        "\(parameter.isRequired ? "yes" : "no")", words(parameter.words),
      ]
    }
    let table: HTML =
      parameters.isEmpty
      ? .none
      : Block.table(
        "Parameters of \(operation.id)", ["Name", "In", "Required", "Meaning"], parameters, isCaptionHidden: true)
    let scope = operation.scope.map { "Scope \($0.rawValue)" } ?? "Any token"
    return """
      <h3 class="govuk-heading-s" id="\(operation.id)">\(operation.summary)</h3><p class="govuk-body">\
      <code>\(operation.method.rawValue) /api/v1\(operation.path)</code> – \(scope)</p>\
      \(operation.details.map { "<p class=\"govuk-body\">\(words($0))</p>" as HTML })\(body(of: operation))\(table)
      """
  }

  private static func body(of operation: APIOperation) -> HTML {
    guard case .json(let schema)? = operation.body else { return .none }
    let fields: [APIField]
    switch schema {
    case .object(let own, _): fields = own
    case .named(let component):
      guard case .object(let named, _) = component.schema else { return .none }
      fields = named
    case .text, .choice, .integer, .flag, .list, .map, .optional, .anything: return .none
    }
    let rows = fields.map { field -> [HTML] in
      [
        "<code class=\"app-nowrap\">\(field.name)</code>", "\(field.isRequired ? "yes" : "no")",
        words(field.words ?? ""),
      ]
    }
    return Block.table("Body of \(operation.id)", ["Member", "Required", "Meaning"], rows, isCaptionHidden: true)
  }
}
