import Casework
import Registers

/// Contacts out of a CSV file, or every finding why not.
enum ContactsReading {
  static func read(_ path: String) throws -> [Contact] {
    let file = ContactsFile(reading: try TextFile.read(path), file: path)
    for finding in file.findings { Shell.complain(finding.description) }
    guard !file.findings.contains(where: { $0.severity == .error }) else {
      throw Answer.no("\(path): nothing was imported; mend what stands above")
    }
    return file.contacts
  }
}
