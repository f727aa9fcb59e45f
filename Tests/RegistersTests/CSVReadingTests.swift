import Registers
import Testing

@Suite struct CSVReadingTests {
  @Test func `a row is read cell by cell, empty cells included`() {
    let table = ReadTable("a,b,c\n1,,3\n,,x\n")
    #expect(table.header == ["a", "b", "c"])
    #expect(table.rows == [["1", "", "3"], ["", "", "x"]])
    #expect(table.findings.isEmpty)
  }

  @Test func `tabs separate as commas do, told from the first line`() {
    #expect(ReadTable("a\tb\n1,5\t2\n").rows == [["1,5", "2"]])
    #expect(ReadTable("a,b\n1\t5,2\n").rows == [["1\t5", "2"]])
    #expect(ReadTable("\"a,b,c\"\td\n1\t2\n").header == ["a,b,c", "d"])
    #expect(ReadTable("a,b\tc\n1,2\t3\n", separator: .tab).rows == [["1,2", "3"]])
  }

  @Test func `a quoted cell holds separators, new lines and doubled marks`() {
    let table = ReadTable("a,b\n\"1,\"\"2\"\"\r\n3\",\"\"\n\"\"\"\",x\n")
    #expect(table.rows == [["1,\"2\"\r\n3", ""], ["\"", "x"]])
    #expect(table.findings.isEmpty)
  }

  @Test(arguments: [
    "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\r\n1,2", "\u{FEFF}a,b\n1,2\n", "\na,b\n\n,\n1,2\n\n",
  ])
  func `line ends, a byte order mark and rows without text change nothing`(text: String) {
    let table = ReadTable(text)
    #expect(table.header == ["a", "b"])
    #expect(table.rows == [["1", "2"]])
    #expect(table.findings.isEmpty)
  }

  @Test func `white space and letters beyond ASCII are kept as they stand`() {
    #expect(ReadTable("a,b\n 1 ,Siân – é\n").rows == [[" 1 ", "Siân – é"]])
  }
}
