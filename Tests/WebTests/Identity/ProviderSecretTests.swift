import CivilTime
import Foundation
import JSON
import Synchronization
import Testing

@testable import Web

@Suite struct ProviderSecretTests {
  /// What a provider is asked for a token with.
  private static func asked(
    _ methods: JSONValue?, place: ProviderSettings.SecretPlace? = nil
  ) async throws -> HTTPFetcher.Request {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "recourse-secret-\(UInt64.random(in: 0...(.max)))")
    try Data("a:b &c\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let settings = try #require(
      ProviderSettings(
        issuer: "https://login.example", client: "recourse", secretFile: file.path, secretPlace: place, groups: [:]))
    let request = Mutex<HTTPFetcher.Request?>(nil)
    let provider = IdentityProvider(
      settings,
      HTTPFetcher { asked in
        guard asked.address.hasSuffix("configuration") else {
          request.withLock { $0 = asked }
          return HTTPFetcher.Answer(status: 400, body: Array(#"{"error":"invalid_grant"}"#.utf8))
        }
        var json: JSONObject = [
          "issuer": "https://login.example", "authorization_endpoint": "https://login.example/a",
          "token_endpoint": "https://login.example/t", "jwks_uri": "https://login.example/k",
        ]
        if let methods { json["token_endpoint_auth_methods_supported"] = methods }
        return HTTPFetcher.Answer(status: 200, body: Array(JSONValue.object(json).serialized().utf8))
      }, clock: { Kit.start })
    await #expect(throws: IdentityProvider.RefusedCode.self) {
      _ = try await provider.person(for: "code", verifier: "v", nonce: "n", back: "https://site.example/back")
    }
    return try #require(request.withLock { $0 })
  }

  @Test(
    arguments: [
      (nil, nil), (["client_secret_basic", "client_secret_post"], nil), (["client_secret_post"], .header),
    ] as [(JSONValue?, ProviderSettings.SecretPlace?)])
  func `our secret goes in a header, as is usual`(
    _ methods: JSONValue?, _ place: ProviderSettings.SecretPlace?
  ) async throws {
    let request = try await Self.asked(methods, place: place)
    // "recourse:a%3Ab%20%26c"
    #expect(request.headers.contains("authorization: Basic cmVjb3Vyc2U6YSUzQWIlMjAlMjZj"))
    #expect(FormValues(encoded: request.form ?? "")["client_secret"] == nil)
  }

  @Test(arguments: [(["client_secret_post"], nil), (nil, .form)] as [(JSONValue?, ProviderSettings.SecretPlace?)])
  func `it goes in the form where the provider or the settings say so`(
    _ methods: JSONValue?, _ place: ProviderSettings.SecretPlace?
  ) async throws {
    let request = try await Self.asked(methods, place: place)
    #expect(FormValues(encoded: request.form ?? "")["client_secret"] == "a:b &c")
    #expect(!request.headers.contains { $0.hasPrefix("authorization") })
  }
}
