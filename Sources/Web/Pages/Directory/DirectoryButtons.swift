import Analysis
import Casework
import CivilTime
import Engine

/// What can be done with the whole list.
enum DirectoryButtons {
  static func html(_ reach: DirectoryReach, organisation: String? = nil) -> HTML {
    let lists =
      organisation == nil && reach.area == .staff
      ? ["contracts", "organisations"].map { list -> HTML in
        "<p class=\"govuk-body\">All \(list): \(ListFile.words("\(reach.base)/\(list)"))</p>"
      }.joined() : HTML.none
    let query = organisation.map { "?organisation=\(FormValues.encoded($0))" } ?? ""
    return """
      <div class="govuk-button-group"><a class="govuk-button" role="button" draggable="false" data-module="govuk-button" \
      href="\(reach.base)/contacts/new\(query)">Add a contact</a><a class="govuk-link" \
      href="\(reach.base)/contacts/import">Import a list</a><a class="govuk-link" \
      href="\(reach.base)/contacts.csv\(query)">Download as CSV</a><a class="govuk-link" \
      href="\(reach.base)/contacts.xlsx\(query)">Download as Excel</a></div>\(lists)
      """
  }
}
