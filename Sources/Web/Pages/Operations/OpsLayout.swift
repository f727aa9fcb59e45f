import Casework
import Engine

/// What all pages of this part have around them.
enum OpsLayout {
  private static let parts = [
    ("/ops", "Overview"), ("/ops/workflows", "Workflows"), ("/ops/timers", "Timers"), ("/ops/parked", "Parked"),
    ("/ops/outbox", "Outbox"), ("/ops/webhooks", "Webhooks"), ("/ops/nodes", "Nodes"), ("/ops/calendars", "Calendars"),
    ("/accounts", "People and roles"),
  ]

  static func page(_ site: Site, _ request: WebRequest, _ title: String, back: String? = nil) -> Page {
    var page = Page(site, request, title, area: .staff, isWide: true)
    page.current = "/ops"
    page.back = back
    return page
  }

  /// The way to a case.
  static func link(_ reference: CaseReference) -> HTML {
    Control.link("/cases/\(reference)", reference.description)
  }

  static func navigation(_ current: String) -> HTML {
    Block.subNavigation("Operations", parts.map { ($0.0, $0.1, $0.0 == current) })
  }
}
