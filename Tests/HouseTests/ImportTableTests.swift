import Foundation
import TestKit
import Testing

/// SwiftPM lets an undeclared transitive import compile, so this test holds the line between the modules.
@Suite struct ImportTableTests {
  @Test func `every import is one that the table in Sources README allows`() throws {
    let table = try ImportTable(markdown: Checkout.text(of: "Sources/README.md"))
    var offences: [String] = []
    for file in try Checkout.swiftFiles(below: "Sources") {
      let module = file.split(separator: "/")[1]
      guard let allowed = table.allowed[String(module)] else {
        offences.append("\(file): the table has no row for \(module)")
        continue
      }
      for imported in try Checkout.imports(of: file) where !allowed.contains(imported) && !allowed.contains("*") {
        offences.append("\(file): \(module) may not import \(imported)")
      }
    }
    #expect(offences.isEmpty, "\(offences.joined(separator: "\n"))")
  }

  @Test func `every module of the table has a folder`() throws {
    let table = try ImportTable(markdown: Checkout.text(of: "Sources/README.md"))
    let folders = try Checkout.folders(below: "Sources")
    #expect(Set(table.allowed.keys).subtracting(folders).isEmpty)
    #expect(table.allowed.count > 10)
  }

  @Test func `the pure modules neither wait nor ask for the time`() throws {
    let pure = ["CivilTime", "JSON", "Expression", "WorkingTime", "Statechart", "Casework"]
    let forbidden = [" async ", "await ", "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "FileManager"]
    for module in pure {
      for file in try Checkout.swiftFiles(below: "Sources/\(module)") {
        let text = try Checkout.text(of: file)
        for word in forbidden { #expect(!text.contains(word), "\(file) contains \(word)") }
      }
    }
  }
}
