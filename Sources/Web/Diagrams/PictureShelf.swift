import Diagrams
import Synchronization

/// Pictures of workflows, drawn once: two cases that have gone the same way have the same picture, so that few of many
/// are ever drawn.
final class PictureShelf: Sendable {
  /// A picture and the same packed.
  private struct Drawn {
    let bytes: [UInt8]
    let packed: [UInt8]
  }

  private struct Shelf {
    var young: [String: Drawn] = [:]
    var old: [String: Drawn] = [:]
  }

  /// Of so many pictures the older ones are forgotten; each has some hundred kilobytes.
  private static let limit = 200

  private let draw: (@Sendable (String) async throws -> String)?
  private let shelf = Mutex(Shelf())

  /// - Parameter draw: makes SVG of DOT; nil where nothing here draws.
  init(draw: (@Sendable (String) async throws -> String)?) { self.draw = draw }

  /// The parts that a page shows at first, in pixels: as much as is seen at once, at a size to read.
  private enum Part: String, CaseIterable {
    case wide, narrow

    var size: (width: Int, height: Int) { self == .wide ? (1_180, 620) : (290, 480) }
  }

  /// The place of a picture on a page: what is around the present step, or the beginning, and then all of it, large
  /// enough to read and to scroll, or fitted to the page; nothing where nothing draws.
  ///
  /// - Parameter address: where `response` answers with it.
  func html(of diagram: DotDiagram, at address: String) -> HTML {
    guard draw != nil else { return .none }
    let more = address.contains("?") ? "&" : "?"
    return """
      <picture class="app-near"><source media="(max-width: 40em)" srcset="\(address)\(more)part=narrow"><img \
      src="\(address)\(more)part=wide" alt="\(diagram.title), a part of it. \(diagram.description)"></picture>\
      \(Block.details("All of the picture", all(of: diagram, at: address)))
      """
  }

  private func all(of diagram: DotDiagram, at address: String) -> HTML {
    """
    <div class="app-drawing"><div class="govuk-checkboxes govuk-checkboxes--small app-drawing__choice"><div \
    class="govuk-checkboxes__item"><input class="govuk-checkboxes__input app-drawing__fit" id="picture-fit" \
    type="checkbox"><label class="govuk-label govuk-checkboxes__label" for="picture-fit">Fit all of it to the page\
    </label></div></div><div class="app-picture" tabindex="0" role="region" aria-label="Picture of the workflow"><img \
    src="\(address)" loading="lazy" alt="\(diagram.title), all of it, as the table of steps tells it"></div><p class="govuk-body">\
    <a class="govuk-link" href="\(address)">Open the picture by itself</a></p></div>
    """
  }

  /// A picture by itself. A browser may keep it as long as its address is the same.
  ///
  /// - Throws: `Refusal` where it can't be drawn: the table of steps says the same.
  func response(_ diagram: DotDiagram, for request: WebRequest) async throws -> WebResponse {
    guard let drawn = await drawn(diagram) else { throw Refusal.notFound }
    var response = WebResponse(.ok, type: "image/svg+xml", body: drawn.bytes)
    let takesPacked = request.takesPacked
    if let part = request.query["part"].flatMap(Part.init) {
      let (width, height) = part.size
      let whole = String(decoding: drawn.bytes, as: UTF8.self)
      if let window = SVGWindow.around(diagram.focus, of: whole, width: width, height: height) {
        response.body = Array(window.utf8)
      }
      if takesPacked { response.body = Packing.packed(response.body, in: .gzip) }
    } else if takesPacked {
      response.body = drawn.packed
    }
    if takesPacked { response.headers.append(("Content-Encoding", "gzip")) }
    response.headers += [("Vary", "Accept-Encoding"), ("Cache-Control", "private, max-age=86400, immutable")]
    return response
  }

  private func drawn(_ diagram: DotDiagram) async -> Drawn? {
    guard let draw else { return nil }
    let text = diagram.text
    if let known = shelf.withLock({ $0.young[text] ?? $0.old[text] }) { return known }
    // Without a picture the page has the table of steps, which says the same.
    guard let svg = try? await draw(text) else { return nil }
    let bytes = Array(SVGPicture(svg, of: diagram).text.utf8)
    let drawn = Drawn(bytes: bytes, packed: Packing.packed(bytes, in: .gzip))
    shelf.withLock { shelf in
      if shelf.young.count >= Self.limit / 2 { (shelf.old, shelf.young) = (shelf.young, [:]) }
      shelf.young[text] = drawn
    }
    return drawn
  }
}
