import Testing

@testable import Web

@Suite struct FormValuesTests {
  @Test func `a form is read as browsers send it`() {
    let values = FormValues(encoded: "a=1+2&b=%C3%A9%26%3D&a=3&c&=x&d=100%")
    #expect(values["a"] == "1 2" && values.all("a") == ["1 2", "3"])
    #expect(values["b"] == "é&=" && values["c"] == "" && values[""] == "x" && values["d"] == "100%")
    #expect(values["missing"] == nil)
  }

  @Test func `an address made of values is read as the same values`() {
    let values = FormValues([("q", "a b&c=é/?#+%"), ("q", ""), ("x y", "1")])
    #expect(FormValues(encoded: values.encoded) == values)
    #expect(values.with("q", "z").encoded == "x%20y=1&q=z")
    #expect(values.with("q", nil).encoded == "x%20y=1")
  }

  @Test func `blanks around a text don't count, and a blank one is none`() {
    let values = FormValues([("a", "  x y \n"), ("b", " \t")])
    #expect(values.text("a") == "x y" && values.text("b") == nil && values.text("c") == nil)
  }
}
