import Casework
import Registers
import WorkflowFiles

/// Registers out of files, or every finding why not.
enum RegisterReading {
  /// What a command takes at once: twenty times the largest register there is, and well within 200 MB of memory.
  static let limits = CSVLimits(fileBytes: 16 << 20, rows: 50_000)

  static func contacts(in path: String) throws -> [Contact] { try contactsFile(in: path).contacts }

  static func contactsFile(in path: String) throws -> ContactsFile {
    try read(path) { ContactsFile(reading: $0, file: path, limits: limits, diagnostics: $1) }
  }

  static func contractsFile(in path: String) throws -> ContractsFile {
    try read(path) { ContractsFile(reading: $0, file: path, limits: limits, diagnostics: $1) }
  }

  static func organisations(in path: String) throws -> [Organisation] {
    try read(path) { bytes, diagnostics in
      OrganisationsFile(reading: bytes, file: path, limits: limits, diagnostics: diagnostics).organisations
    }
  }

  private static func read<T>(_ path: String, _ read: ([UInt8], Diagnostics) -> T) throws -> T {
    let diagnostics = Diagnostics()
    let register = read(Array(try TextFile.read(path).utf8), diagnostics)
    try report(diagnostics, of: path)
    return register
  }

  /// Shows every finding.
  ///
  /// - Throws: `Answer` where there is an error among them.
  static func report(_ diagnostics: Diagnostics, of path: String) throws {
    for finding in diagnostics.findings { Shell.complain(finding.description) }
    guard !diagnostics.hasErrors else { throw Answer.no("\(path): nothing was imported; mend what stands above") }
  }
}
