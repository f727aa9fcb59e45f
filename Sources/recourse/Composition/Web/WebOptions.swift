import ArgumentParser
import Web

/// Where the pages and the interface are served, and how others reach them.
struct WebOptions: ParsableArguments {
  @Option(name: .customLong("web"), help: "An address and port for pages and interface; 127.0.0.1:8080 by default.")
  var listen = "127.0.0.1:8080"

  @Option(
    name: .customLong("public-url"),
    help: """
      How others reach the site, such as https://concerns.example; over https, cookies never leave it. \
      RECOURSE_PUBLIC_URL by default, else the address that it listens at.
      """)
  var publicURL: String?

  @Flag(help: "A proxy of yours stands before it: the last X-Forwarded-For is the visitor's address.")
  var behindProxy = false

  @Option(
    help: """
      A file with a token: /metrics is then served at the pages' address to whoever shows it (Authorization: Bearer …). \
      Without it there is no such page.
      """)
  var metricsTokenFile: String?

  func validate() throws {
    guard ListenAddress(listen) != nil else {
      throw ValidationError("--web takes an address and a port, such as 127.0.0.1:8080")
    }
    if let publicURL, !publicURL.hasPrefix("https://"), !publicURL.hasPrefix("http://") {
      throw ValidationError("--public-url begins with https:// (or http:// on your own machine)")
    }
  }

  /// The token that opens `/metrics`; nil where nobody watches there.
  ///
  /// - Throws: `Answer` where the file has none.
  func metricsToken() throws -> String? {
    guard let file = metricsTokenFile else { return nil }
    let token = String(try TextFile.read(file).prefix { !$0.isNewline })
    guard token.utf8.count >= 16 else {
      throw Answer.no("\(file): the token needs 16 characters or more; make one with `openssl rand -base64 32`")
    }
    return token
  }

  /// `validate` has seen that it is one.
  var address: ListenAddress { ListenAddress(listen) ?? .usual }

  /// The same, with a port of its own where the system was to choose one: letters have links that name it before
  /// anything listens there.
  func settled() -> WebOptions {
    guard address.port == 0, let port = FreePort.find(at: address.host) else { return self }
    var settled = self
    settled.listen = ListenAddress(host: address.host, port: port).description
    return settled
  }

  /// Without a slash at its end.
  var site: String {
    var url = publicURL ?? Environment["RECOURSE_PUBLIC_URL"] ?? "http://\(address)"
    while url.hasSuffix("/") { url.removeLast() }
    return url
  }
}
