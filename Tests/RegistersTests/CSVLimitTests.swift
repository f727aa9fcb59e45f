import Registers
import Testing
import WorkflowFiles

@Suite struct CSVLimitTests {
  @Test func `a table has bounds that no register comes near`() {
    let limits = CSVLimits()
    #expect(limits.fileBytes == 67_108_864)
    #expect(limits.cellBytes == 1_048_576)
    #expect(limits.columns == 1_000)
    #expect(limits.rows == 1_000_000)
  }

  @Test func `a file of the largest size is read, and one byte more is refused`() {
    #expect(ReadTable("a\n1\n", limits: CSVLimits(fileBytes: 4)).rows == [["1"]])
    let table = ReadTable("a\n1\n", limits: CSVLimits(fileBytes: 3))
    #expect(table.header == nil)
    #expect(table.findings.map(\.code) == [.fileTooLarge])
  }

  @Test(arguments: ["abcd", "\"abcd\"", "\"a\"\"bc\""])
  func `a cell of the largest size is read, and one byte more is refused at the cell`(cell: String) {
    #expect(ReadTable("h,i\nx,\(cell)\n", limits: CSVLimits(cellBytes: 4)).findings.isEmpty)
    let table = ReadTable("h,i\nx,\(cell)\n", limits: CSVLimits(cellBytes: 3))
    #expect(table.rows.isEmpty)
    #expect(table.findings.map(\.code) == [.textTooLong])
    #expect(table.places == ["2:3"])
  }

  @Test func `as many columns as are allowed are read, and one more ends the reading`() {
    #expect(ReadTable("a,b\n1,2\n", limits: CSVLimits(columns: 2)).rows == [["1", "2"]])
    let table = ReadTable("a,b\n1,2,3\n1,2\n", limits: CSVLimits(columns: 2))
    #expect(table.rows.isEmpty)
    #expect(table.places == ["2:5"])
  }

  @Test func `as many rows as are allowed are read, and one more ends the reading`() {
    #expect(ReadTable("a\n1\n2\n", limits: CSVLimits(rows: 2)).findings.isEmpty)
    let table = ReadTable("a\n1\n2\n3\n4\n", limits: CSVLimits(rows: 2))
    #expect(table.rows == [["1"], ["2"]])
    #expect(table.places == ["4:1"])
  }

  @Test func `rows of bare separators count, and empty lines do not`() {
    #expect(ReadTable("a,b\n\n\r\n\n1,2\n", limits: CSVLimits(rows: 1)).rows == [["1", "2"]])
    let table = ReadTable("a,b\n,\n,\n1,2\n", limits: CSVLimits(rows: 2))
    #expect(table.rows.isEmpty)
    #expect(table.places == ["4:1"])
  }
}
