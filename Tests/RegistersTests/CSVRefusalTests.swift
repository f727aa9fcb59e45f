import Registers
import Testing
import WorkflowFiles

@Suite struct CSVRefusalTests {
  @Test func `a ragged row is reported and left out, and the rows after it are read`() {
    let table = ReadTable("a,b\n1\n1,2,3\n1,2\n")
    #expect(table.rows == [["1", "2"]])
    #expect(table.places == ["2:1", "3:1"])
    #expect(table.findings[0].message == "the header has 2 cells and this row 1")
  }

  @Test func `a quotation mark that is never closed is reported where it opens`() {
    let table = ReadTable("a,b\n1,2\né,\"x\n3,4\n")
    #expect(table.rows == [["1", "2"]])
    #expect(table.places == ["3:3"])
  }

  @Test func `marks inside a cell and text after a closing mark are reported with their places`() {
    let table = ReadTable("a,b\n1,5\" pipe\n\"x\"y,2\n3,4\n")
    #expect(table.rows == [["3", "4"]])
    #expect(table.places == ["2:4", "3:4"])
  }

  @Test func `lines after a quoted new line keep their numbers`() {
    #expect(ReadTable("a,b\n\"1\n\n\",2\n3\n").places == ["5:1"])
  }

  @Test func `text in another encoding is one finding at its first byte, and nothing is read`() {
    let table = ReadTable(Array("a,b\n1,".utf8) + [0xE9, 0x0A])
    #expect(table.header == nil)
    #expect(table.findings.map(\.code) == [.notUTF8])
    #expect(table.places == ["2:3"])
    #expect(ReadTable([0xFF, 0xFE, 0x61, 0x00]).findings.map(\.message) == ["the file is in UTF-16"])
  }

  @Test func `a null character is one finding, and nothing is read`() {
    let table = ReadTable("a,b\n1,\u{0}\n")
    #expect(table.header == nil)
    #expect(table.findings.map(\.code) == [.controlCharacter])
    #expect(table.places == ["2:3"])
  }

  @Test(arguments: ["", "\u{FEFF}", "\n\n", ",,\n"]) func `a file without a row says so`(text: String) {
    #expect(ReadTable(text).findings.map(\.code) == [.emptyFile])
  }

  @Test func `an empty file is reported after another file's errors too`() {
    let diagnostics = Diagnostics()
    for file in ["a.csv", "b.csv"] { _ = CSVReader(reading: [], file: file, diagnostics: diagnostics) }
    #expect(diagnostics.findings.map(\.place.file) == ["a.csv", "b.csv"])
  }

  @Test func `lines that end in a carriage return alone are read and reported once`() {
    let table = ReadTable("a,b\r1,2\r3,4\r")
    #expect(table.rows == [["1", "2"], ["3", "4"]])
    #expect(table.findings.map(\.code) == [.controlCharacter])
    #expect(table.places == ["1:4"])
  }

  @Test func `every finding says what to do`() {
    for text in ["", "a,b\n1\n", "a\n\"x\n", "a\nx\"\n", "a\n\"x\"y\n", "a\rb\r", "a\u{0}"] {
      let findings = ReadTable(text).findings
      #expect(!findings.isEmpty && findings.allSatisfy { $0.remedy != nil })
    }
  }
}
