/// Everything for those who work cases.
struct CaseworkPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      CaseListPages(site: site).routes, DeedPages(site: site).routes, EventPages(site: site).routes,
      NewCasePages(site: site).routes, AbsencePages(site: site).routes, ExportPages(site: site).routes,
      HistoryExportPages(site: site).routes, FeedPages(site: site).routes,
      CasePages(site: site).routes,
    ].flatMap(\.self)
  }
}
