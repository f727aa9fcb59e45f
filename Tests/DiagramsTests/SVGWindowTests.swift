import Testing

@testable import Diagrams

@Suite struct SVGWindowTests {
  /// Three boxes far from each other, as graphviz writes them.
  private static let sheet = """
    <svg role="img" width="2000pt" height="1000pt"
     viewBox="0.00 0.00 2000.00 1000.00" xmlns="http://www.w3.org/2000/svg">
    <g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(20 980)">
    <g id="s1" class="node"><path fill="#ffffff" d="M1010,-510C1010,-510 990,-510 990,-490"/></g>
    <g id="s2" class="node"><ellipse fill="#ffffff" cx="1040" cy="-500" rx="10" ry="5"/></g>
    <g id="s10" class="node"><polygon fill="#ffffff" points="1950,-950 1960,-940"/></g>
    </g></svg>
    """

  private static func view(_ ids: [String]) -> String? {
    let window = SVGWindow.around(ids, of: sheet, width: 400, height: 200)
    return window?.split(separator: "viewBox=\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
  }

  @Test func `a part of a picture has what it is about in its middle`() {
    // 400 pixels are 300 points; the drawing is moved by 20 and 980.
    #expect(Self.view(["s1"]) == "870.0 405.0 300.0 150.0")
    #expect(Self.view(["s1", "s2"]) == "890.0 405.0 300.0 150.0")
  }

  @Test func `a part never reaches past the edge, and leaves out what is too far off`() {
    #expect(Self.view(["s10"]) == "1700.0 0.0 300.0 150.0")
    #expect(Self.view(["s1", "s10"]) == Self.view(["s1"]))
    #expect(Self.view(["nothing"]) == nil)
    let whole = SVGWindow.around(["s1"], of: Self.sheet, width: 9_000, height: 9_000)
    #expect(whole?.contains("viewBox=\"0.0 0.0 2000.0 1000.0\"") == true)
  }

  @Test func `the rest of the picture stays as it is, so that its words can be read`() throws {
    let window = try #require(SVGWindow.around(["s2"], of: Self.sheet, width: 400, height: 200))
    #expect(window.hasPrefix("<svg role=\"img\" width=\"400.0\" height=\"200.0\" viewBox="))
    #expect(window.hasSuffix(Self.sheet.split(separator: "\n").dropFirst(2).joined(separator: "\n")))
  }
}
