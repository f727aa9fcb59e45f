import Testing

@testable import Web

@Suite struct HTMLTests {
  @Test func `what people typed is shown as it is and never becomes markup`() {
    let typed = "<script>\"a\" & 'b'</script>\u{1}"
    let html: HTML = "<p title=\"\(typed)\">\(typed)</p>"
    let shown = "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;\u{FFFD}"
    #expect(html.description == "<p title=\"\(shown)\">\(shown)</p>")
  }

  @Test func `pieces are put together as they are`() {
    let items: [HTML] = ["<li>\("1 < 2")</li>", "<li>b</li>"]
    let none: HTML? = nil
    let html: HTML = "<ul>\(items)\(none)\(3)</ul>"
    #expect(html.description == "<ul><li>1 &lt; 2</li><li>b</li>3</ul>")
    #expect(items.joined() == items[0] + items[1])
  }

  @Test func `a text keeps its lines, and an attribute stands where it applies`() {
    let html: HTML = "<p\(" hidden", if: true)\(" open", if: false)>\(lines: "a\r\n<b>\n\nc")</p>"
    #expect(html.description == "<p hidden>a<br>&lt;b&gt;<br><br>c</p>")
  }
}
