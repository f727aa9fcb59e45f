import JSON
import Testing

@testable import Web

@Suite struct APIDocumentTests {
  @Test func `the description names what is served, and nothing else`() async throws {
    let kit = try await Kit()
    let response = try await kit.ask(.get, "/api/openapi.json")
    #expect(response.status == .ok)
    let paths = try #require(response.json["paths"]?.objectValue)
    var described: Set<String> = []
    for (path, methods) in paths {
      for (method, _) in methods.objectValue ?? JSONObject() {
        described.insert("\(method.uppercased()) /api/v1\(path)")
      }
    }
    let served = Set(
      kit.dispatcher.routes.filter { $0.path.hasPrefix("/api/v1/") }.map { "\($0.method.rawValue) \($0.path)" })
    #expect(described == served)
    #expect(described.count == APIPages(site: kit.site).operations.count)
  }

  @Test func `every operation has an identifier of its own, a topic and what may go wrong`() async throws {
    let kit = try await Kit()
    let operations = APIPages(site: kit.site).operations
    #expect(Set(operations.map(\.id)).count == operations.count)
    for operation in operations {
      #expect(!operation.summary.isEmpty && !operation.answers.isEmpty)
      #expect(operation.refusals.contains(.unauthorized) && operation.refusals.contains(.tooManyRequests))
      if operation.method == .post { #expect(operation.allParameters.contains { $0.name == "Idempotency-Key" }) }
    }
  }

  @Test func `every reference of the description leads somewhere`() async throws {
    let kit = try await Kit()
    let text = try await kit.ask(.get, "/api/openapi.json").text
    for part in text.split(separator: "\"#/components/schemas/").dropFirst() {
      let name = String(part.prefix { $0 != "\"" })
      #expect(APIComponent(rawValue: name) != nil, "\(name)")
    }
  }

  @Test func `people can read the same`() async throws {
    let kit = try await Kit()
    let page = try await kit.ask(.get, "/api")
    #expect(page.status == .ok)
    for operation in APIPages(site: kit.site).operations { #expect(page.text.contains("id=\"\(operation.id)\"")) }
  }
}
