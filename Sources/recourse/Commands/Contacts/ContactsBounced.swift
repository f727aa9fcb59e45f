import ArgumentParser
import Casework
import Delivery
import Engine
import Foundation
import JSON

/// `recourse contacts bounced`.
struct ContactsBounced: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bounced",
    abstract:
      "Takes in reports that mail could not be delivered: those contacts are not asked there any more, and cases are told.",
    discussion: """
      Reads delivery reports (RFC 3464) as mail servers send them to the address for bounces; a report counts only where it \
      names a mail of ours and its reader. Where the case itself names the reader, as it does suppliers, it then waits for \
      a person, who is told. Full mailboxes and servers that are away change nothing. An address counts again \
      once somebody corrects or verifies it.

      In Postfix's aliases: bounces: "|recourse contacts bounced -"

      Example: recourse contacts bounced report.eml
      """)

  @Argument(help: "Reports as .eml files; - reads one from standard input.")
  var files: [String]

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let reports = try files.map { (file: $0, report: try Self.report($0)) }
    let rows = try await database.withStore { store in
      let desk = BounceDesk(cases: CaseService(store: store, library: Library(reader: FileDefinitionReader())))
      var rows: [(file: String, words: String, marked: [Contact])] = []
      for (file, report) in reports {
        guard let report else {
          rows.append((file, "no report of a delivery: left alone", []))
          continue
        }
        let dead = report.outcomes.filter(\.isAddressDead)
        if dead.isEmpty { rows.append((file, "nothing is wrong with the address for good: left alone", [])) }
        for outcome in dead {
          let taken = try await desk.takeIn(outcome.addresses, messageID: report.messageID)
          rows.append((file, Self.words(taken), taken.contacts))
        }
      }
      return rows
    }
    for row in rows {
      switch format {
      case .text:
        Shell.print("\(row.file): \(row.words)")
        for post in row.marked { Shell.print("  \(post.organisation): \(post.role): \(post.name)".onOneLine) }
      case .json:
        Shell.print(
          JSONValue.object([
            "file": .string(row.file), "outcome": .string(row.words),
            "contacts": .array(row.marked.map { .object($0.json) }),
          ]).serialized())
      }
    }
  }

  private static func report(_ path: String) throws -> DeliveryReport? {
    let bytes = path == "-" ? Array(try FileHandle.standardInput.readToEnd() ?? Data()) : try BinaryFile.read(path)
    do throws(InboundMail.Problem) {
      return try DeliveryReport(reading: bytes)
    } catch {
      throw Answer.no("recourse: \(path): \(error.description)")
    }
  }

  private static func words(_ outcome: BounceDesk.Outcome) -> String {
    switch outcome {
    case .notOurs: "it names no mail of ours to that reader: left alone"
    case .noContact: "neither the directory nor the case has the reader under that address: left alone"
    case .told(let reference): "case \(reference) and its team have been told"
    case .reachedSince: "mail has reached the address since: left alone"
    case .marked(let posts): "not asked there any more: \(posts.count) \(posts.count == 1 ? "post" : "posts")"
    }
  }
}

extension BounceDesk.Outcome {
  /// The posts that were marked.
  fileprivate var contacts: [Contact] { if case .marked(let posts) = self { posts } else { [] } }
}
