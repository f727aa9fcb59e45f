import Registers
import Testing

@Suite struct CSVWritingTests {
  @Test func `a row is written with CRLF, and only cells that need them get quotation marks`() {
    var writer = CSVWriter(header: ["a", "b"])
    writer.append(["x y", "1,\"2\"\n"])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "a,b\r\nx y,\"1,\"\"2\"\"\n\"\r\n")
  }

  @Test(arguments: ["=1+1", "+44 20", "-1", "@sum", "\t=1", "\r=1", "\n=1"])
  func `a cell that a spreadsheet could run gets an apostrophe before it`(cell: String) {
    #expect(FormulaGuard.guarded(cell) == "'" + cell)
    #expect(FormulaGuard.unguarded("'" + cell) == cell)
  }

  @Test(arguments: ["", "'", "'t Hooft", "''", "O'Brien", "1-2", "a=b", "desk@council.example"])
  func `any other cell stays as it is, apostrophes included`(cell: String) {
    #expect(FormulaGuard.guarded(cell) == cell)
    #expect(FormulaGuard.unguarded(cell) == cell)
  }

  @Test func `a guard is taken off exactly once`() {
    for cell in ["=1", "'=1", "''=1"] { #expect(FormulaGuard.unguarded(FormulaGuard.guarded(cell)) == cell) }
  }
}
