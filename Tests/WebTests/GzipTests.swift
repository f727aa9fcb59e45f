import Foundation
import Testing

@testable import Web

@Suite struct GzipTests {
  @Test(arguments: [
    "", "a", "abc", String(repeating: "a", count: 70_000),
    (0..<6_000).map { "<text x=\"\($0 % 977)\">Step \($0 * 7919 % 104_729) é…</text>" }.joined(),
  ])
  func `what was packed comes out as it went in`(_ text: String) throws {
    let packed = Gzip.packed(Array(text.utf8))
    let place = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).gz")
    try Data(packed).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    let gzip = Process()
    let out = Pipe()
    (gzip.executableURL, gzip.arguments) = (URL(filePath: "/bin/gzip"), ["-dc", place.path])
    gzip.standardOutput = out
    try gzip.run()
    let read = try out.fileHandleForReading.readToEnd() ?? Data()
    gzip.waitUntilExit()
    #expect(gzip.terminationStatus == 0)
    #expect(String(decoding: read, as: UTF8.self) == text)
    if text.utf8.count > 1_000 { #expect(packed.count * 3 < text.utf8.count) }
  }
}
