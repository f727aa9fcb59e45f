import Testing

@testable import Web

@Suite struct ListenAddressTests {
  @Test(arguments: [
    ("127.0.0.1:9090", "127.0.0.1", 9_090), ("[::1]:0", "::1", 0), (":80", "127.0.0.1", 80),
    ("ops.example:1", "ops.example", 1),
  ])
  func `an address has a port`(_ text: String, _ host: String, _ port: Int) {
    let address = ListenAddress(text)
    #expect(address == ListenAddress(host: host, port: port))
    #expect(ListenAddress(address?.description ?? "") == address)
  }

  @Test(arguments: ["9090", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "a:b", ""])
  func `what has no port, or two meanings, is refused`(_ text: String) {
    #expect(ListenAddress(text) == nil)
  }
}
