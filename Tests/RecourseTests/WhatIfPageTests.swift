import Diagrams
import Testing

@testable import recourse

@Suite struct WhatIfPageTests {
  @Test func `a picture says all of its figures in words, and tells series apart without colour`() {
    let chart = BarChart(
      title: "Messages", groups: [("reminder", [30, 12]), ("a<b>&\"", [0, 1])], series: ["before", "after"])
    let svg = chart.svg
    #expect(svg.contains("<title id=\"cessages-t\">Messages</title>"))
    #expect(svg.contains("reminder: before 30, after 12; a&lt;b&gt;&amp;&quot;: before 0, after 1"))
    #expect(svg.contains("<pattern") && svg.contains("role=\"img\""))
    #expect(!svg.contains("a<b>"))
    // The longest bar takes all of the room, the others their part of it.
    #expect(svg.contains("width=\"330\"") && svg.contains("width=\"132\""))
  }

  @Test func `upright bars are as high as their counts`() {
    let chart = BarChart(title: "Dates", groups: [("-2", [40]), ("+1", [10])], series: ["dates"], isUpright: true)
    #expect(chart.svg.contains("height=\"220\"") && chart.svg.contains("height=\"55\""))
  }

  @Test func `a table's headings say what they are of, and nothing in it is taken for markup`() {
    let table = Markup.table("Cases & more", ["case", "dates"], [["<i>", "12"], ["b", "x & y"]])
    #expect(table.contains("<th scope=\"row\">&lt;i&gt;</th><td class=\"n\">12</td>"))
    #expect(table.contains("<caption>Cases &amp; more</caption>"))
    #expect(table.contains("<th scope=\"col\">dates</th>") && table.contains("<td>x &amp; y</td>"))
  }

  @Test func `without a difference a page says so`() {
    let page = WhatIfPage(report: WhatIfReport(question: "late-payment <1>")).html
    #expect(page.contains("No case would go otherwise."))
    #expect(page.contains("late-payment &lt;1&gt;") && !page.contains("<svg"))
    #expect(page.contains("People act at the same instants as they did"))
  }

  @Test func `progress tells how much is done and how long the rest takes`() {
    let line = ProgressBar.line(250, 1_000, "cases", after: .seconds(10))
    #expect(line == "[#######-----------------------] 250 of 1000 cases, 30 s left")
    #expect(ProgressBar.line(0, 10, "cases", after: .seconds(1)).hasSuffix("] 0 of 10 cases"))
  }
}
