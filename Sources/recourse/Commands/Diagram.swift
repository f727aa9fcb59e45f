import ArgumentParser
import Casework
import CivilTime
import Diagrams
import Engine
import Foundation
import PostgresStore
import WorkingTime

/// `recourse diagram`: a workflow as a picture, as a text for other tools, or as a table of its steps.
struct Diagram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws a workflow: the ladder, who acts, by when, and where silence leads.",
    discussion: """
      svg needs graphviz; dot, mermaid, scxml and text need nothing. With --case the picture is of the version that the \
      case keeps, and shows the way that it has gone.

      Example: recourse diagram Workflows/supply-chain-concern --format svg --output concern.svg
      """)

  /// What a workflow is drawn as.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case svg, dot, mermaid, scxml, text

    /// What a file's name asks for; nil where it says nothing.
    init?(ending file: String) {
      switch URL(filePath: file).pathExtension.lowercased() {
      case "mmd": self = .mermaid
      case "gv": self = .dot
      case "txt", "md": self = .text
      case let ending: self.init(rawValue: ending)
      }
    }
  }

  @Argument(help: "A workflow file, or the folder that holds workflow.yaml; may be left out with --case.")
  var file: String?

  @Option(help: "svg, dot, mermaid, scxml or text; by default what the output's ending says, else text.")
  var format: Form?

  @Option(help: "The file to write; standard output by default.")
  var output: String?

  @Option(name: .customLong("case"), help: "The reference of a case whose way is shown.")
  var reference: String?

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard file != nil || reference != nil else { throw ValidationError("name a workflow file, or a case with --case") }
  }

  func run() async throws {
    let loaded = try file.map { try LoadedWorkflow.load($0).required() }
    var workflow = loaded
    var path: CasePath?
    if let reference {
      let (kept, journal) = try await history(of: reference)
      if let loaded, loaded.name != kept.name {
        throw Answer.no("\(reference) is a case of \(kept.name), and this file is \(loaded.name)")
      }
      if let loaded, loaded.digest != kept.digest {
        Shell.complain("the case keeps version \(kept.digest.short), and that is drawn, not the file")
      }
      workflow = kept
      path = CasePath(journal, through: kept)
    }
    guard let workflow else { return }
    let text = try await drawn(workflow, path)
    guard let output else { return Shell.print(text.hasSuffix("\n") ? String(text.dropLast()) : text) }
    do {
      try text.write(toFile: output, atomically: true, encoding: .utf8)
    } catch {
      throw Answer.no("\(output): can't be written; check that its folder is there and may be written to")
    }
  }

  private func drawn(_ workflow: Workflow, _ path: CasePath?) async throws -> String {
    let moves = Moves(workflow)
    let zone = WorkingCalendar.london
    switch format ?? output.flatMap(Form.init(ending:)) ?? .text {
    case .svg:
      let diagram = DotDiagram(moves, path: path, zone: zone)
      return SVGPicture(try await Graphviz.svg(of: diagram.text), of: diagram).text
    case .dot: return DotDiagram(moves, path: path, zone: zone).text
    case .mermaid: return MermaidDiagram(moves, path: path, zone: zone).text
    case .scxml: return SCXMLDocument(workflow).text
    case .text: return StepTable(moves, path: path, zone: zone).text
    }
  }

  private func history(of reference: String) async throws -> (Workflow, [JournalEntry]) {
    try await database.withStore { store in
      let id = try await CaseLookup.find(reference, in: store)
      let library = Library(reader: FileDefinitionReader())
      return try await store.transaction { transaction in
        guard let record = try transaction.look(at: [id], for: []).cases.first else { throw CaseFailure.unknownCase }
        return (try library.workflow(record.version, transaction), try transaction.journal(of: id))
      }
    }
  }
}
