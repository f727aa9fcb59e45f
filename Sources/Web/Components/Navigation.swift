/// The links at the top, by whom a page is for.
enum Navigation {
  static func items(_ area: Page.Area, _ principal: Principal) -> [(address: String, title: String)] {
    switch area {
    case .public: [("/", "Raise a concern"), ("/follow", "Follow a case"), ("/results", "Results")]
    case .supplier: [("/follow/case", "Your case"), ("/results", "Results")]
    case .department:
      [("/department", "Contracts and contacts"), ("/department/contacts/import", "Import a list")]
    case .staff:
      staff(principal)
    }
  }

  private static func staff(_ principal: Principal) -> [(address: String, title: String)] {
    guard case .staff(let user) = principal else { return [] }
    var items: [(address: String, title: String)] = []
    if Permission.readCases.isGiven(to: user) { items.append(("/cases", "Cases")) }
    if Permission.workCases.isGiven(to: user) { items.append(("/cases/new", "New case")) }
    if Permission.keepDirectory.isGiven(to: user) { items.append(("/directory", "Directory")) }
    if Permission.workCases.isGiven(to: user) { items.append(("/feedback", "Feedback")) }
    if Permission.operate.isGiven(to: user) { items.append(("/ops", "Operations")) }
    if Permission.keepAccounts.isGiven(to: user) { items.append(("/accounts", "Accounts")) }
    return items
  }
}
