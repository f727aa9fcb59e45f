import Engine
import Testing

@testable import Delivery

@Suite struct WebhookTests {
  @Test func `the signature is that of the standard's own example`() throws {
    let signature = try #require(WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    #expect(
      signature.headers(
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: "{\"test\": 2432232314}")
        == [
          "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp: 1614265330",
          "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ])
  }

  @Test(arguments: ["", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAA", "whsec_?"])
  func `a secret that is too short, or is none, signs nothing`(_ text: String) {
    #expect(WebhookSignature(secret: text) == nil)
  }

  @Test(
    arguments: [
      [8, 8, 8, 8], [1, 1, 1, 1], [172, 15, 255, 255], [172, 32, 0, 1], [100, 63, 0, 1], [100, 128, 0, 1],
      [223, 0, 0, 1],
      [0x26, 0x06, 0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x11],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 8, 8, 8, 8],
      [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8],
    ] as [[UInt8]])
  func `an address that anybody may have is public`(_ bytes: [UInt8]) {
    #expect(InternetAddress(bytes).isPublic)
  }

  @Test(
    arguments: [
      [0, 0, 0, 0], [10, 1, 2, 3], [100, 64, 0, 1], [100, 127, 255, 255], [127, 0, 0, 1], [169, 254, 169, 254],
      [172, 16, 0, 1], [172, 31, 255, 255], [192, 168, 1, 1], [192, 0, 0, 1], [192, 0, 2, 1], [198, 18, 0, 1],
      [198, 19, 0, 1], [198, 51, 100, 1], [203, 0, 113, 1], [224, 0, 0, 1], [240, 0, 0, 1], [255, 255, 255, 255],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [0xFC, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [0xFF, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [0x20, 2, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [0x20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 10, 0, 0, 1],
      [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, 127, 0, 0, 1],
      [0, 0x64, 0xFF, 0x9B, 0, 1, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8],
    ] as [[UInt8]])
  func `an address of a private network, or kept for special purposes, is not`(_ bytes: [UInt8]) {
    #expect(!InternetAddress(bytes).isPublic)
  }

  @Test(arguments: ["ftp://a.example", "a.example", "https://", "https://u:p@a.example", "http://a.example"])
  func `a webhook's url is https, and names nobody`(_ url: String) {
    #expect(throws: Webhook.Problem.self) { try Webhook(url: url, secretFile: "/s") }
  }

  @Test func `http is spoken where the settings allow it`() throws {
    #expect(try Webhook(url: "http://a.example/x", secretFile: "/s", permissions: [.http]).url == "http://a.example/x")
  }

  @Test func `two secrets sign side by side, so that a receiver may know either`() throws {
    let both = try ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx"].map {
      try #require(WebhookSignature(secret: $0))
    }
    let headers = WebhookSignature.headers(both, id: "a", timestamp: 1, body: "{}")
    let single = both.map { $0.headers(id: "a", timestamp: 1, body: "{}")[2].dropFirst("webhook-signature: ".count) }
    #expect(headers[2] == "webhook-signature: \(single[0]) \(single[1])" && single[0] != single[1])
  }

  @Test(
    arguments: [
      ("https://a.example/x", true), ("https://10.0.0.1/x", true), ("http://a.example/x", false),
      ("https://localhost/x", false), ("http://127.0.0.1:80/", false), ("https://[::1]/", false),
      ("ftp://a.example", false),
      ("https://u:p@a.example/", false), ("https:///x", false), ("a.example", false), ("https://a.example/#x", false),
    ]) func `who subscribes names an address over TLS, and none of this machine`(_ url: String, _ isFine: Bool)
  {
    #expect((SubscriptionRules().problem(with: url) == nil) == isFine)
  }

  @Test func `this machine is spoken to where the settings allow it, and nothing else without TLS`() {
    let rules = SubscriptionRules([.loopback])
    #expect(rules.problem(with: "http://localhost:8080/x") == nil && rules.problem(with: "http://127.0.0.1/") == nil)
    #expect(rules.problem(with: "http://127.a.example.com/") != nil && rules.problem(with: "http://10.0.0.1/") != nil)
  }
}
