import Casework
import Registers
import Testing

@Suite struct GovukOrganisationsTests {
  private static let whole = """
    {"title": "B ", "format": "Other", "details": {"slug": "b", "govuk_status": "live"},
     "parent_organisations": [{"id": "https://www.gov.uk/api/organisations/p"}],
     "superseding_organisations": [{"id": "https://www.gov.uk/api/organisations/s"}]}
    """

  @Test func `an organisation of the list has its slug, state, parents and successors`() {
    let (file, findings) = OrganisationsFileTests.read("\u{FEFF} [\(Self.whole)]")
    #expect(findings.isEmpty)
    #expect(file.form == .govukList)
    #expect(
      file.organisations == [
        Organisation(
          slug: "b", title: "B", format: "Other", status: "live", parents: ["p"], successors: ["s"], register: "govuk")
      ])
  }

  @Test func `what an organisation lacks is reported at its place, and the others are read`() {
    let text = """
      [{"title": "[,{\\"", "format": "Other", "details": {"slug": "a"}}, 1,
       {"title": 1, "format": null, "details": {"slug": "A b", "govuk_status": "live"}, "parent_organisations": [{}]},
      \(Self.whole), \(Self.whole)]
      """
    let (file, findings) = OrganisationsFileTests.read(text)
    #expect(file.organisations.map(\.slug) == ["b"])
    let places = ["1:2", "1:67", "2:2", "2:2", "2:2", "2:2", "5:84"]
    #expect(findings.map { "\($0.place.line):\($0.place.column)" } == places)
    #expect(findings[0].message == "the organisation lacks \"details.govuk_status\"")
    #expect(findings.allSatisfy { $0.remedy != nil })
  }

  @Test func `broken JSON is reported where it breaks`() {
    let findings = OrganisationsFileTests.read("[\n{\"title\": }]").findings
    #expect(findings.map(\.place.description) == ["o.csv:2:11"])
  }

  @Test func `a page of the API is refused with what to do`() {
    let findings = OrganisationsFileTests.read("{\"results\": []}").findings
    #expect(findings.count == 1)
    #expect(findings[0].remedy?.contains("\"results\"") == true)
  }

  @Test func `a list without organisations is read`() {
    let (file, findings) = OrganisationsFileTests.read("[]")
    #expect(file.organisations.isEmpty && findings.isEmpty)
  }
}
