import Casework
import Engine
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(15))) struct CaseDeedTests {
  @Test func `a step is asked for, shown with every message, and only then done, and once`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let okafor = try await CaseVisit(at: site)
    let address = "\(CaseVisit.address(id))/do/accept"
    #expect(await okafor.visit.get(CaseVisit.address(id)).text.contains("href=\"\(address)\""))
    let empty = await okafor.fill(address, [])
    #expect(empty.status == .unprocessable && empty.text.contains("govuk-error-summary"))
    let check = await okafor.fill(address, [("disclosable_summary", "Paid late")])
    #expect(check.status == .ok && check.text.contains("Check before you send"))
    #expect(check.text.contains("Waiting for the supplier&#39;s consent") && check.text.contains("message is sent"))
    #expect(try await okafor.case(id).revision == 1)
    let form = CaseVisit.hidden(check)
    let done = await okafor.visit.post(address, form + [("stage", "send")])
    #expect(done.status == .seeOther)
    let again = await okafor.visit.post(address, form + [("stage", "send")])
    #expect(again.status == .seeOther)
    #expect(try await okafor.case(id).revision == 2)
    #expect(try await okafor.journal(id).last?.actor == Actor(role: "case-manager", name: "okafor"))
  }

  @Test func `a page that is out of date says what changed, does nothing, and keeps what was typed`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let (okafor, lewis) = (try await CaseVisit(at: site), try await CaseVisit("lewis", at: site))
    let address = "\(CaseVisit.address(id))/pause"
    let hidden = CaseVisit.hidden(await okafor.visit.get(address))
    _ = await lewis.fill("\(CaseVisit.address(id))/note", [("text", "They rang"), ("kind", "internal")])
    let stale = await okafor.visit.post(address, hidden + [("reason", "We wait for papers")])
    #expect(stale.status == .conflict)
    #expect(stale.text.contains("Gwen Lewis") && stale.text.contains("We wait for papers"))
    #expect(try await okafor.case(id).pause == nil)
    let done = await okafor.visit.post(address, CaseVisit.hidden(stale) + [("reason", "We wait for papers")])
    #expect(done.status == .seeOther)
    #expect(try await okafor.case(id).pause?.reason == "We wait for papers")
  }

  @Test func `an event that the case takes no more is told with what was typed`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let (okafor, lewis) = (try await CaseVisit(at: site), try await CaseVisit("lewis", at: site))
    let address = "\(CaseVisit.address(id))/do/accept"
    let hidden = CaseVisit.hidden(await okafor.visit.get(address))
    let refuse = "\(CaseVisit.address(id))/do/refuse"
    let check = await lewis.fill(refuse, [("refusal_reason", "Not ours")])
    #expect(await lewis.visit.post(refuse, CaseVisit.hidden(check) + [("stage", "send")]).status == .seeOther)
    let gone = await okafor.visit.post(address, hidden + [("disclosable_summary", "Paid late")])
    #expect(gone.status == .conflict && gone.text.contains("Paid late") && gone.text.contains("Gwen Lewis"))
  }

  @Test func `nobody of the staff does what no role of theirs may`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let shah = try await CaseVisit("shah", at: site)
    #expect(!(await shah.visit.get(CaseVisit.address(id)).text.contains("/do/accept")))
    let hidden = CaseVisit.hidden(await shah.visit.get("\(CaseVisit.address(id))/note"))
    let refused = await shah.visit.post("\(CaseVisit.address(id))/do/accept", hidden + [("stage", "send")])
    #expect(refused.status == .conflict)
    let byrne = try await CaseVisit("byrne", at: site)
    #expect(await byrne.visit.get("\(CaseVisit.address(id))/note").status == .forbidden)
    #expect(try await shah.case(id).revision == 1)
  }

  @Test func `an extension needs a second person`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let okafor = try await CaseVisit(at: site)
    let address = "\(CaseVisit.address(id))/extend"
    let own = await okafor.fill(address, [("days", "5"), ("reason", "Files"), ("approver", "okafor")])
    #expect(own.status == .unprocessable && own.text.contains("A second person must approve it"))
    let before = try await okafor.case(id).timers
    #expect(
      await okafor.fill(address, [("days", "5"), ("reason", "Files"), ("approver", "lewis")]).status == .seeOther)
    #expect(try await okafor.case(id).timers != before)
  }

  @Test func `two cases are linked on both sides, and merged into one`() async throws {
    let site = try await TestSite()
    let (first, second) = (try await site.open(), try await site.open())
    let okafor = try await CaseVisit(at: site)
    let other = CaseReference(of: second).description
    let wrong = await okafor.fill(
      "\(CaseVisit.address(first))/link", [("other", "AAA-AAA-AAAA"), ("relation", "related")])
    #expect(wrong.status == .unprocessable)
    _ = await okafor.fill("\(CaseVisit.address(first))/link", [("other", other.lowercased()), ("relation", "related")])
    #expect(await okafor.visit.get("\(CaseVisit.address(second))/links").text.contains("\(CaseReference(of: first))"))
    #expect(await okafor.fill("\(CaseVisit.address(first))/merge", [("other", other)]).status == .seeOther)
    #expect(try await okafor.case(first).mergedInto == second)
  }

  @Test func `a concern taken by telephone opens one case, however often the form is sent`() async throws {
    let site = try await TestSite()
    let okafor = try await CaseVisit(at: site)
    let address = "/cases/new?kind=supply-chain-concern"
    let page = await okafor.visit.get(address)
    #expect(page.status == .ok && page.text.contains("<datalist"))
    let empty = await okafor.visit.post("/cases/new", CaseVisit.hidden(page))
    #expect(empty.status == .unprocessable && empty.text.contains("govuk-error-summary"))
    let form: [(String, String)] =
      CaseVisit.hidden(page) + [
        ("authority_name", "Leeds City Council"), ("authority_type", "council"), ("nation", "england"),
        ("department", "Leeds City Council"), ("contract_title", "Meals"), ("prime_name", "Big Ltd"),
        ("tried_prime", "true"), ("issue", "contract-management"), ("sub_issue", "payment"), ("summary", "Paid late"),
        ("happened_on-day", "3"), ("happened_on-month", "2"), ("happened_on-year", "2026"),
      ]
    let check = await okafor.visit.post("/cases/new", form)
    #expect(check.status == .ok && check.text.contains("What you took down") && check.text.contains("Meals"))
    #expect(check.text.contains("begins in “Triage”"))
    #expect(try await site.store.transaction { try $0.cases(matching: CaseFilter()) }.isEmpty)
    let again = await okafor.visit.post("/cases/new", CaseVisit.hidden(check) + [("stage", "edit")])
    #expect(again.text.contains("Big Ltd") && again.text.contains("<datalist"))
    let sure = CaseVisit.hidden(check) + [("stage", "send")]
    let done = await okafor.visit.post("/cases/new", sure)
    #expect(done.status == .seeOther)
    #expect(await okafor.visit.post("/cases/new", sure)[header: "Location"] == done[header: "Location"])
    let all = try await site.store.transaction { try $0.cases(matching: CaseFilter()) }
    #expect(all.count == 1)
  }

  @Test func `a calendar has the deadlines of one's own cases, and a new address ends the old one`() async throws {
    let site = try await TestSite()
    let id = try await site.open(with: ["supplier_name": "Quietly Ltd"])
    let okafor = try await CaseVisit(at: site)
    _ = await okafor.fill("\(CaseVisit.address(id))/claim", [])
    func address() async throws -> String {
      let page = await okafor.fill("/cases/feed", [])
      return String(try #require(page.text.firstMatch(of: /http:\/\/site.example(\/feed\/[^<]+)/)).1)
    }
    let first = try await address()
    let calendar = await site.visit().get(first)
    #expect(calendar[header: "Content-Type"]?.hasPrefix("text/calendar") == true)
    #expect(calendar.text.contains("SUMMARY:\(CaseReference(of: id)): Deadline of “Triage”"))
    #expect(!calendar.text.contains("Quietly"))
    let uids = { (text: String) in text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") } }
    _ = await okafor.fill(
      "\(CaseVisit.address(id))/extend", [("days", "5"), ("reason", "Files"), ("approver", "lewis")])
    #expect(uids(await site.visit().get(first).text) == uids(calendar.text))
    let second = try await address()
    #expect(await site.visit().get(first).status == .notFound)
    #expect(await site.visit().get(second).status == .ok)
  }
}
