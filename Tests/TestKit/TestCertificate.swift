import Foundation

/// A key and a certificate for this machine's own address, made for one test.
package struct TestCertificate: Sendable {
  package let certificate: String
  package let key: String

  /// - Parameters:
  ///   - folder: takes both files.
  ///   - name: whom it is for; `localhost` is where test servers are.
  package init(in folder: String, name: String = "localhost") throws {
    certificate = "\(folder)/\(name).pem"
    key = "\(folder)/\(name).key"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-keyout", key, "-out", certificate,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw TestServer.Failure(description: "openssl made no certificate; ./test installs openssl")
    }
  }
}
