import Casework
import Registers
import Testing

/// The registers as they were published; where they are not beside this checkout, the tests say so.
@Suite struct RealRegisterTests {
  @Test func `GOV.UK's list is read whole`() throws {
    guard let bytes = try register("govuk-organisations.json") else { return }
    let (file, findings) = OrganisationsFileTests.read(bytes)
    #expect(findings.isEmpty)
    #expect(file.form == .govukList)
    #expect(file.organisations.count == 1_262)
    let statuses = Dictionary(grouping: file.organisations, by: \.status).mapValues(\.count)
    #expect(statuses == ["live": 356, "exempt": 299, "closed": 595, "joining": 11, "transitioning": 1])
    let acas = try #require(file.organisations.first { $0.slug == "acas" })
    #expect(acas.title == "Advisory, Conciliation and Arbitration Service")
    #expect(acas.parents == ["department-for-business-and-trade"])
  }

  @Test func `GOV.UK's list is the same as a table`() throws {
    guard let list = try register("govuk-organisations.json"), let table = try register("govuk-organisations.csv")
    else { return }
    let (file, findings) = OrganisationsFileTests.read(table)
    #expect(findings.isEmpty)
    #expect(file.form == .table)
    #expect(Set(file.organisations) == Set(OrganisationsFileTests.read(list).file.organisations))
  }

  @Test func `the NHS trusts are read whole`() throws {
    guard let bytes = try register("ods-nhs-trusts.csv") else { return }
    let (file, findings) = OrganisationsFileTests.read(bytes)
    #expect(findings.isEmpty)
    #expect(file.form == .odsTrusts)
    #expect(file.organisations.count == 274)
    #expect(file.organisations.count { $0.status == "closed" } == 71)
    #expect(file.organisations.contains { $0.slug == "ods:G6V2S" && $0.format == "NHS foundation trust" })
  }

  @Test func `the councils of England are read whole`() throws {
    guard let bytes = try register("local-authorities-england-2018.tsv") else { return }
    let (file, findings) = OrganisationsFileTests.read(bytes)
    #expect(findings.isEmpty)
    #expect(file.form == .localAuthorities)
    #expect(file.organisations.count == 354)
    #expect(file.organisations.contains { $0.slug == "councils:BST" && $0.title == "Bristol City Council" })
  }

  @Test func `the example's organisations stand in the registers as it says`() throws {
    let names = ["govuk-organisations.csv", "ods-nhs-trusts.csv", "local-authorities-england-2018.tsv"]
    var known: [String: Organisation] = [:]
    for name in names {
      guard let bytes = try register(name) else { return }
      for organisation in OrganisationsFileTests.read(bytes).file.organisations {
        known[organisation.slug] = organisation
      }
    }
    for organisation in OrganisationsFileTests.read(try example("organisations.csv")).file.organisations {
      let real = try #require(known[organisation.slug], "\(organisation.slug)")
      // The NHS writes its names in capitals.
      #expect(organisation.title.lowercased() == real.title.lowercased())
      #expect(organisation.format == real.format)
      #expect(organisation.status == real.status)
      #expect(organisation.parents == real.parents)
    }
  }
}
