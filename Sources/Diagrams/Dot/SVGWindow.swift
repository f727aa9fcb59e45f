/// A part of a large picture, at the size of the whole: what is around some of its marks.
package enum SVGWindow {
  /// What graphviz writes sizes in, as pixels.
  private static let pixels = 4.0 / 3.0

  /// - Parameters:
  ///   - svg: a picture as `SVGPicture` has it.
  ///   - ids: of the marks that it is to show, the first at any rate.
  ///   - width: in pixels, as the height.
  /// - Returns: nil where the picture has no mark of such an id.
  package static func around(_ ids: [String], of svg: String, width: Int, height: Int) -> String? {
    guard let sheet = Sheet(svg) else { return nil }
    let boxes = ids.compactMap { box(of: $0, in: svg) }
    guard var shown = boxes.first else { return nil }
    let (width, height) = (min(Double(width) / pixels, sheet.width), min(Double(height) / pixels, sheet.height))
    for box in boxes.dropFirst() {
      let both = shown.with(box)
      if both.width <= width, both.height <= height { shown = both }
    }
    // The drawing is moved by as much as its own marks lie beside the page.
    let middle = (x: (shown.left + shown.right) / 2 + sheet.x, y: (shown.top + shown.bottom) / 2 + sheet.y)
    let left = max(0, min(middle.x - width / 2, sheet.width - width))
    let top = max(0, min(middle.y - height / 2, sheet.height - height))
    return sheet.before + "width=\"\(rounded(width * pixels))\" height=\"\(rounded(height * pixels))\" viewBox=\""
      + [left, top, width, height].map(rounded).joined(separator: " ") + "\"" + sheet.after
  }

  private struct Box {
    var (left, top, right, bottom) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    var width: Double { right - left }
    var height: Double { bottom - top }

    func with(_ other: Box) -> Box {
      Box(
        left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
        bottom: max(bottom, other.bottom))
    }
  }

  /// The size of a picture, and its text before and after where that is told.
  private struct Sheet {
    var (width, height, x, y) = (0.0, 0.0, 0.0, 0.0)
    var (before, after) = ("", "")

    init?(_ svg: String) {
      guard let start = svg.firstRange(of: "width=\""), let view = svg.firstRange(of: "viewBox=\"") else { return nil }
      let rest = svg[view.upperBound...]
      guard let end = rest.firstIndex(of: "\"") else { return nil }
      let sizes = rest[..<end].split(separator: " ").compactMap { Double($0) }
      guard sizes.count == 4, let moved = svg.firstRange(of: "translate(") else { return nil }
      let move = svg[moved.upperBound...].prefix { $0 != ")" }.split { $0 == " " || $0 == "," }.compactMap {
        Double($0)
      }
      guard move.count == 2, start.lowerBound < view.lowerBound else { return nil }
      (width, height, x, y) = (sizes[2], sizes[3], move[0], move[1])
      (before, after) = (String(svg[..<start.lowerBound]), String(rest[rest.index(after: end)...]))
    }
  }

  /// Where a node is drawn, as its lines have it.
  private static func box(of id: String, in svg: String) -> Box? {
    guard let start = svg.firstRange(of: "<g id=\"\(id)\" ") else { return nil }
    let drawn = svg[start.upperBound...]
    let mark = drawn.firstRange(of: "</g>").map { drawn[..<$0.lowerBound] } ?? drawn
    for attribute in [" d=\"", " points=\""] {
      guard let range = mark.firstRange(of: attribute) else { continue }
      let numbers = mark[range.upperBound...].prefix { $0 != "\"" }.split { "MC, ".contains($0) }.compactMap {
        Double($0)
      }
      guard numbers.count >= 4 else { continue }
      var box = Box()
      for (place, number) in numbers.enumerated() {
        if place % 2 == 0 {
          (box.left, box.right) = (min(box.left, number), max(box.right, number))
        } else {
          (box.top, box.bottom) = (min(box.top, number), max(box.bottom, number))
        }
      }
      return box
    }
    return ellipse(mark)
  }

  private static func ellipse(_ mark: Substring) -> Box? {
    func number(_ name: String) -> Double? {
      mark.firstRange(of: " \(name)=\"").flatMap { Double(mark[$0.upperBound...].prefix { $0 != "\"" }) }
    }
    guard let x = number("cx"), let y = number("cy"), let width = number("rx"), let height = number("ry") else {
      return nil
    }
    return Box(left: x - width, top: y - height, right: x + width, bottom: y + height)
  }

  private static func rounded(_ number: Double) -> String { String((number * 100).rounded() / 100) }
}
