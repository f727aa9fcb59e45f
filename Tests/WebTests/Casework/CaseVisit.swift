import Casework
import Engine
import Foundation

@testable import Web

/// Somebody of the staff at work on cases of a test's site.
struct CaseVisit: Sendable {
  let site: TestSite
  let visit: TestSite.Visit

  init(_ name: String = "okafor", at site: TestSite) async throws {
    self.site = site
    visit = try await site.visit(as: .staff, name)
  }

  static func address(_ id: CaseID) -> String { "/cases/\(CaseReference(of: id))" }

  /// The hidden fields of a page's form, as a browser would send them back.
  static func hidden(_ page: WebResponse) -> [(String, String)] {
    page.text.matches(of: /<input type="hidden" name="([^"]+)" value="([^"]*)">/).compactMap { match in
      match.1 == "form-token" ? nil : (String(match.1), String(match.2))
    }
  }

  /// Fills in the form of a page and sends it.
  func fill(_ address: String, _ fields: [(String, String)], files: [UploadedFile] = []) async -> WebResponse {
    await visit.post(address, Self.hidden(await visit.get(address)) + fields, files: files)
  }

  func `case`(_ id: CaseID) async throws -> Case {
    let library = site.site.library
    return try await site.store.transaction { try CaseSight(of: id, library, $0).case }
  }

  func journal(_ id: CaseID) async throws -> [JournalEntry] {
    try await site.store.transaction { try $0.journal(of: id) }
  }
}
