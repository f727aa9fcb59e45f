import Casework
import Registers
import WorkflowFiles

/// Registers out of files, or every finding why not.
enum RegisterReading {
  static func contacts(in path: String) throws -> [Contact] {
    try read(path) { bytes, diagnostics in
      ContactsFile(reading: bytes, file: path, diagnostics: diagnostics).contacts
    }
  }

  static func organisations(in path: String) throws -> [Organisation] {
    try read(path) { bytes, diagnostics in
      OrganisationsFile(reading: bytes, file: path, diagnostics: diagnostics).organisations
    }
  }

  private static func read<T>(_ path: String, _ read: ([UInt8], Diagnostics) -> [T]) throws -> [T] {
    let diagnostics = Diagnostics()
    let rows = read(Array(try TextFile.read(path).utf8), diagnostics)
    for finding in diagnostics.findings { Shell.complain(finding.description) }
    guard !diagnostics.hasErrors else { throw Answer.no("\(path): nothing was imported; mend what stands above") }
    return rows
  }
}
