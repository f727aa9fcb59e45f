/// Bars, drawn as SVG: upright ones side by side, or lying ones below each other, of one series or several.
///
/// Series differ in their pattern as well as in their colour, so that a print in black tells them apart.
package struct BarChart: Sendable {
  package let title: String
  /// What each group of bars is called, and its counts, one of each series.
  package let groups: [(label: String, counts: [Int])]
  package let series: [String]
  package var isUpright = false

  package init(
    title: String, groups: [(label: String, counts: [Int])], series: [String], isUpright: Bool = false
  ) {
    self.title = title
    self.groups = groups
    self.series = series
    self.isUpright = isUpright
  }

  private var largest: Int { max(1, groups.flatMap(\.counts).max() ?? 1) }

  package var svg: String { isUpright ? upright : lying }

  private var upright: String {
    let (step, height, top) = (max(34, min(64, 640 / max(1, groups.count))), 220, 40)
    let width = groups.count * step + 20
    var body = ""
    for (place, group) in groups.enumerated() {
      let x = 10 + place * step
      for (number, count) in group.counts.enumerated() {
        let bar = (step - 8) / group.counts.count
        let tall = count * height / largest
        let left = x + 4 + number * bar
        body += rectangle(left, top + height - tall, bar - 1, tall, number, "\(group.label): \(count)")
        if count > 0 { body += label("\(count)", left + bar / 2, top + height - tall - 5, "middle") }
      }
      body += label(group.label, x + step / 2, top + height + 18, "middle")
    }
    body += "<path d=\"M10 \(top + height)H\(width - 10)\" stroke=\"currentColor\"/>"
    return frame(width, top + height + 30, body)
  }

  private var lying: String {
    let (names, long, bar) = (150, 330, 16)
    var body = ""
    var y = 40
    for group in groups {
      body += label(Self.shortened(group.label), names - 8, y + bar * group.counts.count / 2 + 5, "end")
      for (number, count) in group.counts.enumerated() {
        let wide = count * long / largest
        body += rectangle(names, y, wide, bar - 2, number, "\(group.label), \(series[number]): \(count)")
        body += label("\(count)", names + wide + 5, y + bar - 4, "start")
        y += bar
      }
      y += 12
    }
    body += "<path d=\"M\(names) 34V\(y - 6)\" stroke=\"currentColor\"/>"
    return frame(names + long + 70, y, body)
  }

  private func frame(_ width: Int, _ height: Int, _ body: String) -> String {
    var legend = ""
    if series.count > 1 {
      for (number, name) in series.enumerated() {
        legend += rectangle(10 + number * 90, 8, 14, 14, number, name)
        legend += label(name, 30 + number * 90, 20, "start")
      }
    }
    let said = groups.map { group in
      let counts = series.count > 1 ? zip(series, group.counts).map { "\($0) \($1)" } : group.counts.map { "\($0)" }
      return "\(group.label): \(counts.joined(separator: ", "))"
    }
    let id = "c" + title.utf8.filter { (97...122).contains($0) }.map { String(UnicodeScalar($0)) }.joined()
    return """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="\(id)-t \(id)-d" \
      viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)">
      <title id="\(id)-t">\(DotText.escaped(title))</title>
      <desc id="\(id)-d">\(DotText.escaped(said.joined(separator: "; ")))</desc>
      <defs><pattern id="\(id)-p" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
      <rect width="6" height="6" fill="#f47738"/><path d="M0 0V6" stroke="#fff" stroke-width="3"/></pattern></defs>
      \((legend + body).replacing("url(#p)", with: "url(#\(id)-p)"))
      </svg>
      """
  }

  private func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ series: Int, _ said: String) -> String {
    let fill = series == 0 ? "#1d70b8" : "url(#p)"
    let edge = series == 0 ? "#1d70b8" : "#b5480f"
    let name = series == 0 ? " class=\"bar\"" : ""
    return "<rect\(name) x=\"\(x)\" y=\"\(y)\" width=\"\(max(0, width))\" height=\"\(max(0, height))\" "
      + "fill=\"\(fill)\" stroke=\"\(edge)\"><title>\(DotText.escaped(said))</title></rect>"
  }

  private func label(_ text: String, _ x: Int, _ y: Int, _ anchor: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">"
      + "\(DotText.escaped(text))</text>"
  }

  /// Long names are told whole in the table beside.
  private static func shortened(_ name: String) -> String { name.count > 20 ? name.prefix(19) + "…" : name }
}
