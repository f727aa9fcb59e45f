import Casework
import Engine
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(15))) struct CaseListTests {
  @Test func `each list has its cases and says how many there are`() async throws {
    let site = try await TestSite()
    let first = try await site.open()
    let second = try await site.open(with: ["contract_title": "Bridges & tunnels"])
    let okafor = try await CaseVisit(at: site)
    let unassigned = await okafor.visit.get("/cases?queue=unassigned")
    #expect(unassigned.status == .ok)
    #expect(unassigned.text.contains("Showing 1 to 2 of 2") && unassigned.text.contains("Bridges &amp; tunnels"))
    #expect(await okafor.visit.get("/cases").text.contains("You have no cases in hand"))
    #expect(await okafor.visit.get("/cases?queue=team").text.contains("Showing 1 to 2 of 2"))
    #expect(await okafor.visit.get("/cases?queue=waiting").text.contains("No case waits for anybody outside the team"))
    let done = await okafor.fill("\(CaseVisit.address(first))/claim", [])
    #expect(done.status == .seeOther)
    let mine = await okafor.visit.get("/cases")
    #expect(mine.text.contains("\(CaseReference(of: first))") && !mine.text.contains("\(CaseReference(of: second))"))
  }

  @Test func `words and filters narrow a list, and each can be taken away again`() async throws {
    let site = try await TestSite()
    _ = try await site.open(with: ["contract_title": "Bridges"])
    _ = try await site.open(with: ["contract_title": "Tunnels"])
    let okafor = try await CaseVisit(at: site)
    let found = await okafor.visit.get("/cases?queue=all&step=triage&words=tunnels")
    #expect(found.text.contains("Showing 1 to 1 of 1") && found.text.contains("Tunnels"))
    #expect(found.text.contains("href=\"/cases?queue=all&amp;step=triage\""))
    let none = await okafor.visit.get("/cases?queue=all&step=consent")
    #expect(none.text.contains("No case fits all of that"))
  }

  @Test func `several cases are given to somebody at once, and each history says so`() async throws {
    let site = try await TestSite()
    let ids = [try await site.open(), try await site.open()]
    let okafor = try await CaseVisit(at: site)
    let address = "/cases?queue=unassigned"
    let hidden = CaseVisit.hidden(await okafor.visit.get(address))
    let none = await okafor.visit.post("/cases/assign", hidden + [("to", "lewis")])
    #expect(none.status == .unprocessable && none.text.contains("Choose at least one case"))
    let form = hidden + ids.map { ("case", CaseReference(of: $0).description) } + [("to", "lewis")]
    let done = await okafor.visit.post("/cases/assign", form)
    #expect(done.status == .seeOther && done[header: "Location"]?.hasSuffix("assigned=2") == true)
    _ = await okafor.visit.post("/cases/assign", form)
    for id in ids {
      #expect(try await okafor.case(id).assignee == "lewis")
      #expect(try await okafor.journal(id).filter { $0.kind == .assigned }.map(\.actor.name) == ["okafor"])
    }
  }

  @Test func `nobody is given a case who does not work cases`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let okafor = try await CaseVisit(at: site)
    let hidden = CaseVisit.hidden(await okafor.visit.get("/cases?queue=unassigned"))
    let refused = await okafor.visit.post(
      "/cases/assign", hidden + [("case", CaseReference(of: id).description), ("to", "byrne")])
    #expect(refused.status == .unprocessable)
    #expect(try await okafor.case(id).assignee == nil)
  }

  @Test func `while somebody is away a colleague's list shows the cases, and then no more`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let okafor = try await CaseVisit(at: site)
    _ = await okafor.fill("\(CaseVisit.address(id))/claim", [])
    let wrong = await okafor.fill("/cases/cover", [("cover", "okafor")])
    #expect(wrong.status == .notFound || wrong.status == .methodNotAllowed)
    func absent(_ more: [(String, String)]) -> [(String, String)] {
      [
        ("from-day", "2"), ("from-month", "3"), ("from-year", "2026"), ("to-day", "6"), ("to-month", "3"),
        ("to-year", "2026"),
      ] + more
    }
    let own = await okafor.visit.post("/cases/cover/absence", absent([("cover", "okafor")]))
    #expect(own.status == .unprocessable && own.text.contains("Choose somebody else"))
    let noted = await okafor.visit.post("/cases/cover/absence", absent([("cover", "lewis")]))
    #expect(noted.status == .seeOther)
    #expect(await okafor.visit.get("/cases/cover").text.contains("Away now"))
    let lewis = try await CaseVisit("lewis", at: site)
    let list = await lewis.visit.get("/cases")
    #expect(list.text.contains("\(CaseReference(of: id))") && list.text.contains("Ada Okafor, until Fri 6 March 2026"))
    #expect(list.text.contains("With Ada Okafor, away until Fri 6 March 2026"))
    // Who gives out cases is told, once.
    let second = try await site.open()
    let assign = "\(CaseVisit.address(second))/assign"
    let warned = await lewis.fill(assign, [("to", "okafor")])
    #expect(warned.status == .unprocessable && warned.text.contains("Gwen Lewis covers"))
    let sure = await lewis.visit.post(assign, CaseVisit.hidden(warned) + [("to", "okafor")])
    #expect(sure.status == .seeOther)
    #expect(try await lewis.case(second).assignee == "okafor")
    site.store.now = site.store.now.advanced(bySeconds: 6 * 86_400)
    let later = try await CaseVisit("lewis", at: site)
    #expect(await later.visit.get("/cases").text.contains("You have no cases in hand"))
  }

  @Test func `a list is in the order of urgency on all its pages`() async throws {
    let site = try await TestSite()
    var ids: [CaseID] = []
    for _ in 0..<30 { ids.append(try await site.open()) }
    let okafor = try await CaseVisit(at: site)
    _ = await okafor.fill("\(CaseVisit.address(ids[0]))/pause", [("reason", "We wait for papers")])
    let first = await okafor.visit.get("/cases?queue=all")
    #expect(first.text.contains("Showing 1 to 25 of 30") && !first.text.contains("Paused"))
    let second = await okafor.visit.get("/cases?queue=all&page=2")
    #expect(second.text.contains("Showing 26 to 30 of 30"))
    #expect(second.text.contains("Stands still") && !first.text.contains("Stands still"))
    #expect(second.text.contains("Choose all 5 on this page"))
    let all = await okafor.visit.get("/cases?queue=all&page=2&choose=all")
    #expect(all.text.matches(of: /name="case" id="case-[0-9]+" value="[^"]*" checked>/).count == 5)
    let paused = try #require(second.text.range(of: "\(CaseReference(of: ids[0]))"))
    #expect(second.text[paused.upperBound...].contains("/cases/") == false || second.text.contains("Paused"))
  }

  @Test func `whoever goes hands over all open cases at once`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let okafor = try await CaseVisit(at: site)
    _ = await okafor.fill("\(CaseVisit.address(id))/claim", [])
    let done = await okafor.fill("/cases/handover", [("to", "lewis"), ("reason", "On leave")])
    #expect(done.status == .ok && done.text.contains("1 of your cases has somebody else"))
    #expect(try await okafor.case(id).assignee == "lewis")
    #expect(try await okafor.journal(id).last?.input["reason"] == "On leave")
  }

  @Test func `a list can be kept as a table without anything that a spreadsheet would run`() async throws {
    let site = try await TestSite()
    _ = try await site.open(with: ["contract_title": "=1+1"])
    let okafor = try await CaseVisit(at: site)
    let table = await okafor.visit.get("/cases/export.csv?queue=all")
    #expect(table[header: "Content-Disposition"]?.hasPrefix("attachment") == true)
    #expect(table.text.contains(",'=1+1,"))
    let book = await okafor.visit.get("/cases/export.xlsx?queue=all")
    let sheet = try Unpacking.member("xl/worksheets/sheet1.xml", of: book.body)
    #expect(sheet.contains("&apos;=1+1") || sheet.contains("'=1+1"))
  }
}
