import ArgumentParser

/// How a report is written: for a terminal, for programs, or as a page.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, html
}
