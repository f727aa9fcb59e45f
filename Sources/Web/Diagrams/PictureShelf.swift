import Diagrams
import Synchronization

/// Pictures of workflows, drawn once: two cases that have gone the same way have the same picture, so that few of many
/// are ever drawn.
final class PictureShelf: Sendable {
  private struct Shelf {
    var young: [String: String] = [:]
    var old: [String: String] = [:]
  }

  /// Of so many pictures the older ones are forgotten; each has some twenty kilobytes.
  private static let limit = 200

  private let draw: (@Sendable (String) async throws -> String)?
  private let shelf = Mutex(Shelf())

  /// - Parameter draw: makes SVG of DOT; nil where nothing here draws.
  init(draw: (@Sendable (String) async throws -> String)?) { self.draw = draw }

  /// A diagram for a page, in a place that scrolls by itself; nothing where it can't be drawn.
  func html(of diagram: DotDiagram) async -> HTML {
    guard let picture = await svg(of: diagram) else { return .none }
    return """
      <div class="app-picture" tabindex="0" role="region" aria-label="Picture of the workflow">\(HTML.made(picture))</div>
      """
  }

  /// A diagram as SVG; nil where it can't be drawn: the table of steps says the same.
  private func svg(of diagram: DotDiagram) async -> String? {
    guard let draw else { return nil }
    let text = diagram.text
    if let known = shelf.withLock({ $0.young[text] ?? $0.old[text] }) { return known }
    // Without a picture the page has the table of steps, which says the same.
    guard let drawn = try? await draw(text) else { return nil }
    let picture = SVGPicture(drawn, of: diagram).text
    shelf.withLock { shelf in
      if shelf.young.count >= Self.limit / 2 { (shelf.old, shelf.young) = (shelf.young, [:]) }
      shelf.young[text] = picture
    }
    return picture
  }
}
