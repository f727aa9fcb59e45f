import Casework
import Engine
import JSON
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(15))) struct CasePageTests {
  private static let tabs = ["", "/messages", "/documents", "/people", "/history", "/links", "/workflow"]

  @Test(arguments: tabs) func `every page of a case has one heading and the case's name`(_ tab: String) async throws {
    let site = try await TestSite()
    let id = try await site.open(with: ["contract_title": "<b>Bridges</b>"])
    let okafor = try await CaseVisit(at: site)
    let page = await okafor.visit.get(CaseVisit.address(id) + tab)
    #expect(page.status == .ok)
    #expect(page.text.components(separatedBy: "<h1").count == 2)
    #expect(page.text.contains("&lt;b&gt;Bridges&lt;/b&gt;") && !page.text.contains("<b>Bridges"))
  }

  @Test func `who raised a case is shown to those who work it and noted, and to nobody else`() async throws {
    let site = try await TestSite()
    let secret = "Quietly & Daughters"
    let id = try await site.open(with: ["supplier_name": .string(secret)])
    let shown = "Quietly &amp; Daughters"
    let (okafor, byrne) = (try await CaseVisit(at: site), try await CaseVisit("byrne", at: site))
    #expect(await okafor.visit.get(CaseVisit.address(id)).text.contains(shown))
    for tab in Self.tabs {
      let page = await byrne.visit.get(CaseVisit.address(id) + tab)
      #expect(page.status == .ok && !page.text.contains("Quietly"), "\(tab)")
    }
    #expect(await okafor.visit.get("/cases?queue=all").text.contains(shown))
    let list = await byrne.visit.get("/cases?queue=all")
    #expect(!list.text.contains("Quietly"))
    #expect(!(await byrne.visit.get("/cases/export.csv?queue=all").text.contains("Quietly")))
    let reads = try await site.store.transaction { try $0.identityReads(of: id) }
    #expect(reads.map(\.reader) == ["okafor", "okafor"] && reads.map(\.purpose) == ["page", "list"])
  }

  @Test func `whoever has declared an interest sees the case no more`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let okafor = try await CaseVisit(at: site)
    let done = await okafor.fill(
      "\(CaseVisit.address(id))/interest", [("person", "okafor"), ("reason", "My sister works there")])
    #expect(done.status == .seeOther)
    for tab in Self.tabs + ["/note", "/do/accept"] {
      #expect(await okafor.visit.get(CaseVisit.address(id) + tab).status == .forbidden)
    }
    let lewis = try await CaseVisit("lewis", at: site)
    #expect(await lewis.visit.get(CaseVisit.address(id) + "/people").text.contains("My sister works there"))
    let lifted = await lewis.fill(
      "\(CaseVisit.address(id))/lift", [("person", "okafor"), ("reason", "She has left")])
    #expect(lifted.status == .seeOther)
    #expect(await okafor.visit.get(CaseVisit.address(id)).status == .ok)
  }

  @Test func `a document comes back as an attachment, byte by byte`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let okafor = try await CaseVisit(at: site)
    let bytes = Array("<script>alert(1)</script>".utf8)
    let file = UploadedFile(field: "document", name: "evil.txt", mediaType: "text/html", bytes: bytes)
    let done = await okafor.fill("\(CaseVisit.address(id))/attach", [("kind", "internal")], files: [file])
    #expect(done.status == .seeOther)
    let revision = try await okafor.case(id).revision
    let back = await okafor.visit.get("\(CaseVisit.address(id))/documents/\(revision)")
    #expect(back.body == bytes && back[header: "Content-Type"] == "application/octet-stream")
    #expect(back[header: "Content-Disposition"]?.hasPrefix("attachment") == true)
    let byrne = try await CaseVisit("byrne", at: site)
    #expect(await byrne.visit.get("\(CaseVisit.address(id))/documents/\(revision)").status == .forbidden)
    #expect(await okafor.visit.get("\(CaseVisit.address(id))/documents/1").status == .notFound)
  }

  @Test func `no case is told from one that is not there`() async throws {
    let site = try await TestSite()
    let okafor = try await CaseVisit(at: site)
    #expect(await okafor.visit.get("/cases/AAA-AAA-AAAA").status == .notFound)
    #expect(
      await okafor.visit.get("/cases/\(CaseReference(of: CaseID(UniqueID(high: 1, low: 2))))").status == .notFound)
  }
}
