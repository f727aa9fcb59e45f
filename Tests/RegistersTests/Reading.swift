import Foundation
import Registers
import TestKit
import WorkflowFiles

/// What came of reading a table.
struct ReadTable {
  let header: [String]?
  let rows: [[String]]
  let findings: [Diagnostic]

  init(_ bytes: [UInt8], separator: CSVSeparator? = nil, limits: CSVLimits = CSVLimits()) {
    let diagnostics = Diagnostics()
    let reader = CSVReader(
      reading: bytes, file: "t.csv", separator: separator, limits: limits, diagnostics: diagnostics)
    header = reader.header?.texts
    rows = reader.map(\.texts)
    findings = diagnostics.findings
  }

  init(_ text: String, separator: CSVSeparator? = nil, limits: CSVLimits = CSVLimits()) {
    self.init(Array(text.utf8), separator: separator, limits: limits)
  }

  /// The findings' places, as `line:column`.
  var places: [String] { findings.map { "\($0.place.line):\($0.place.column)" } }
}

/// The bytes of a public register beside this checkout; nil where there is none, which is then said.
func register(_ name: String) throws -> [UInt8]? {
  guard let folder = SharedMaterial.folder else {
    print("note: \(name) was not read: there is no folder \"shared\" beside this checkout")
    return nil
  }
  return Array(try Data(contentsOf: folder.appending(path: "data/\(name)")))
}

/// A file of the example workflow.
func example(_ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: Checkout.root.appending(path: "Workflows/supply-chain-concern/examples/\(name)")))
}
