import Engine
import JSON
import Testing

@testable import Web

@Suite struct ListExportTests {
  @Test(
    arguments: [
      "/directory/contacts", "/directory/contracts", "/directory/organisations", "/ops/timers", "/ops/outbox",
      "/ops/parked", "/ops/nodes", "/ops/workflows", "/ops/calendars", "/ops/webhooks", "/accounts", "/accounts/tokens",
    ])
  func `any list can be kept as a table and as a workbook`(_ path: String) async throws {
    let kit = try await Kit()
    let cookie = try await kit.cookie(.staff, "ops")
    let table = try await kit.ask(.get, "\(path).csv", cookie: cookie)
    #expect(table.status == .ok && table["content-type"] == "text/csv; charset=utf-8")
    let heads = table.text.split(whereSeparator: \.isNewline).first?.split(separator: ",").count ?? 0
    #expect(heads >= 4)
    let book = try await kit.ask(.get, "\(path).xlsx", cookie: cookie)
    #expect(book.status == .ok && book.body.starts(with: Array("PK".utf8)))
    for answer in [table, book] { #expect(answer["content-disposition"]?.hasPrefix("attachment") == true) }
  }

  @Test(arguments: ["/feedback", "/accounts/readings", "/cases/export"])
  func `so can those that not everybody sees`(_ path: String) async throws {
    let kit = try await Kit()
    let cookie = try await kit.cookie(.staff, "head-of-team")
    for kind in ListFile.Kind.allCases {
      let answer = try await kit.ask(.get, "\(path).\(kind.rawValue)", cookie: cookie)
      #expect(answer.status == .ok && answer["content-disposition"]?.hasPrefix("attachment") == true)
      #expect(kind == .csv || answer.body.starts(with: Array("PK".utf8)))
    }
  }

  @Test func `a department keeps the list of its own contacts and of nobody else's`() async throws {
    let kit = try await Kit()
    let cookie = try await kit.cookie(.contact, "contract-manager@cabinet-office.example")
    let book = try await kit.ask(.get, "/department/contacts.xlsx", cookie: cookie)
    let text = try Unpacking.member("xl/worksheets/sheet1.xml", of: book.body)
    #expect(text.contains("senior-owner@cabinet-office.example") && !text.contains("ministry-of-justice"))
  }

  @Test func `the contacts of one organisation are kept by themselves, as a table and as a workbook`() async throws {
    let kit = try await Kit()
    let cookie = try await kit.cookie(.staff, "ops")
    for kind in ListFile.Kind.allCases {
      let answer = try await kit.ask(
        .get, "/directory/contacts.\(kind.rawValue)?organisation=Cabinet%20Office", cookie: cookie)
      let text =
        try kind == .csv ? answer.text : Unpacking.member("xl/worksheets/sheet1.xml", of: answer.body)
      #expect(text.contains("@cabinet-office.example") && !text.contains("@ministry-of-justice.example"))
    }
  }

  @Test func `a history is kept line by line, and that it was read is noted`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open()
    _ = try await client.post("/cases/\(reference)/notes", ["text": "=1+1"])
    let cookie = try await kit.cookie(.staff, "case-manager")
    let table = try await kit.ask(.get, "/cases/\(reference)/history.csv", cookie: cookie)
    let lines = table.text.split(whereSeparator: \.isNewline)
    #expect(lines.count == 3 && lines[1].contains("Case opened") && lines[2].contains("noted"), "\(table.text)")
    let reads = try await kit.memory.transaction { try $0.identityReads(matching: IdentityReadFilter()) }
    #expect(reads.map(\.purpose) == ["export"])
    let ops = try await kit.cookie(.staff, "visitor-desk")
    #expect(try await kit.ask(.get, "/cases/\(reference)/history.csv", cookie: ops).status == .forbidden)
  }
}
