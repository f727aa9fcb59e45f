import CaseKit
import JSON
import Testing

@testable import Web

/// A program that uses the interface, and holds every answer to the description of its operation.
struct APIClient {
  let kit: Kit
  var token: String?
  private let operations: [APIOperation]

  init(_ kit: Kit, token: String?) {
    self.kit = kit
    self.token = token
    operations = APIPages(site: kit.site).operations
  }

  /// - Parameters:
  ///   - key: the Idempotency-Key; nil sends none.
  ///   - seen: the tag of If-Match; nil sends none.
  func ask(
    _ method: WebRequest.Method, _ address: String, _ body: JSONValue? = nil, bytes: [UInt8]? = nil,
    key: String? = nil, seen: String? = nil, cookie: String? = nil, type: String = "application/json"
  ) async throws -> WebResponse {
    var headers: [String: String] = [:]
    if let key { headers["idempotency-key"] = key }
    if let seen { headers["if-match"] = seen }
    if body != nil { headers["content-type"] = type }
    let response = try await kit.ask(
      method, "/api/v1" + address, cookie: cookie, token: token,
      body: bytes ?? body.map { Array($0.serialized().utf8) } ?? [], headers: headers)
    hold(response, to: method, address)
    return response
  }

  func get(_ address: String) async throws -> WebResponse { try await ask(.get, address) }

  func post(_ address: String, _ body: JSONValue, key: String? = nil, seen: String? = "*") async throws -> WebResponse {
    try await ask(.post, address, body, key: key ?? "\(Int.random(in: 0..<1 << 60))", seen: seen)
  }

  /// Opens a case of the shipped workflow and says its reference.
  func open(_ workflow: String = "supply-chain-concern", key: String? = nil) async throws -> String {
    let response = try await post(
      "/cases", ["workflow": .string(workflow), "data": .object(try ShippedScheme.example(of: workflow))], key: key)
    #expect(response.status == .created, "\(response.text)")
    return try #require(response.json["reference"]?.stringValue)
  }

  private func hold(_ response: WebResponse, to method: WebRequest.Method, _ address: String) {
    let parts = ("/api/v1" + address).split(separator: "?")[0].split(separator: "/")
    guard
      let operation = operations.first(where: {
        $0.method == method && $0.route(kit.site).matches(parts)
      })
    else { return }
    if response.status.rawValue >= 400 {
      #expect(response["content-type"] == "application/problem+json")
      #expect(APIComponent.problem.schema.problems(of: response.json).isEmpty)
      #expect(operation.refusals.contains(response.status), "\(operation.id) answers \(response.status)")
    } else if let answer = operation.answers.first(where: { $0.status == response.status }) {
      if let schema = answer.schema {
        let problems = schema.problems(of: response.json)
        #expect(problems.isEmpty, "\(operation.id): \(problems)")
      }
      #expect((response["etag"] != nil) == answer.hasTag, "\(operation.id)")
    } else {
      Issue.record("\(operation.id) answers \(response.status), which is not described")
    }
  }
}
