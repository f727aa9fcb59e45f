import ArgumentParser
import Engine
import WorkflowFiles

/// The files of calendars that a command takes.
struct CalendarFiles: ParsableArguments {
  @Argument(help: "Files of bank holidays; - is standard input.")
  var paths: [String]

  @Flag(help: "Takes years that a file lacks from the calendar that is kept, as GOV.UK's list drops past years.")
  var fillYears = false

  /// - Throws: `Answer` with every finding where there is an error among them.
  func read() throws -> [CalendarFile] {
    let diagnostics = Diagnostics()
    let files = try paths.compactMap { path in
      CalendarFile(reading: Array(try TextFile.read(path).utf8), file: path, diagnostics: diagnostics)
    }
    for finding in diagnostics.findings { Shell.complain(finding.description) }
    guard !diagnostics.hasErrors else { throw Answer.no("nothing was imported; mend what stands above") }
    return files
  }

  /// The texts to keep, by name.
  func texts(_ files: [CalendarFile], in store: any Store) async throws -> [String: String] {
    let kept = CalendarTexts.read(try await store.transaction { try $0.calendars() })
    var texts: [String: String] = [:]
    for file in files {
      let whole = fillYears ? file.filled(from: kept.calendars) : file
      for (name, text) in whole.texts {
        guard texts.updateValue(text, forKey: name) == nil else {
          throw Answer.no("two of the files have the calendar \"\(name)\"; give one of them")
        }
      }
    }
    // What counts as the kept one does is not a new version, however its file was written.
    let given = CalendarTexts.read(texts)
    return texts.filter { name, _ in given[name] == nil || given[name] != kept[name] }
  }
}
