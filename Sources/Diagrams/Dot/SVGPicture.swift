/// What graphviz drew, made fit to show: it has a title and a description, and every mark says what it is.
///
/// Nothing in it needs a script, a style attribute or another file, so a strict content security policy lets it stand
/// in a page.
package struct SVGPicture: Sendable {
  /// The document, beginning with its element `svg`.
  package let text: String

  /// - Parameters:
  ///   - svg: graphviz's drawing of the diagram's text.
  ///   - diagram: what was drawn.
  package init(_ svg: String, of diagram: DotDiagram) {
    var lines: [Substring] = []
    var isComment = false
    let names = diagram.names
    var current: String?
    var wrapped = 0
    for line in svg.split(separator: "\n", omittingEmptySubsequences: true) {
      if isComment || line.hasPrefix("<!--") {
        isComment = !line.hasSuffix("-->")
        continue
      }
      if line.hasPrefix("<?xml") || line.hasPrefix("<!DOCTYPE") || line.hasPrefix(" \"http") { continue }
      if line.hasPrefix("<svg ") {
        lines.append("<svg role=\"img\" aria-labelledby=\"diagram-title diagram-description\" \(line.dropFirst(5))")
        continue
      }
      // Its links lead nowhere; all that they bring is a second title.
      if line.hasPrefix("<g id=\"a_") {
        wrapped += 1
        continue
      }
      if line == "</a>" { continue }
      if line == "</g>", wrapped > 0 {
        wrapped -= 1
        continue
      }
      if line.hasPrefix("<g id=\"graph0\"") {
        lines.append("<title id=\"diagram-title\">\(DotText.escaped(diagram.title))</title>")
        lines.append("<desc id=\"diagram-description\">\(DotText.escaped(diagram.description))</desc>")
      }
      if line.hasPrefix("<g id=\"") { current = line.split(separator: "\"").dropFirst().first.map(String.init) }
      if line.hasPrefix("<title>"), let id = current {
        // Of graphviz's own titles, its names for things, people would get to see one wherever they point.
        if let name = names[id] { lines.append("<title>\(DotText.escaped(name))</title>") }
        continue
      }
      lines.append(Self.lean(line))
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// Without what is so anyhow: text that begins where it stands.
  private static func lean(_ line: Substring) -> Substring {
    guard line.hasPrefix("<text ") else { return line }
    return line.replacing(" text-anchor=\"start\"", with: "").replacing(".00\"", with: "\"")
  }
}
