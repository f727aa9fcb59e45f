import Registers

/// A table as a workbook of one sheet (Office Open XML, ECMA-376). Every cell is text, so that nothing that people typed
/// is ever run as a formula, and no reference becomes a number; what looks like a formula is guarded as well, for those
/// who save the sheet as CSV.
struct Spreadsheet {
  private let name: String
  private let rows: [[String]]

  init(name: String, heads: [String], rows: [[String]]) {
    self.name = name
    self.rows = [heads] + rows
  }

  var bytes: [UInt8] {
    var archive = ZipArchive()
    archive.add("[Content_Types].xml", Self.types)
    archive.add("_rels/.rels", Self.relations)
    archive.add("xl/workbook.xml", workbook)
    archive.add("xl/_rels/workbook.xml.rels", Self.parts)
    archive.add("xl/styles.xml", Self.styles)
    archive.add("xl/worksheets/sheet1.xml", sheet)
    return archive.finished
  }

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let office = "http://schemas.openxmlformats.org"
  private static let main = "\(office)/spreadsheetml/2006/main"
  private static let links = "\(office)/package/2006/relationships"
  private static let sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private static let types =
    head + "<Types xmlns=\"\(office)/package/2006/content-types\">"
    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(sheets).sheet.main+xml\"/>"
    + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(sheets).styles+xml\"/>"
    + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(sheets).worksheet+xml\"/></Types>"

  private static let relations =
    head + "<Relationships xmlns=\"\(links)\"><Relationship Id=\"rId1\" "
    + "Type=\"\(office)/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

  private static let parts =
    head + "<Relationships xmlns=\"\(links)\"><Relationship Id=\"rId1\" "
    + "Type=\"\(office)/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    + "<Relationship Id=\"rId2\" Type=\"\(office)/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
    + "</Relationships>"

  /// Plain, and bold for the first row.
  private static let styles =
    head + "<styleSheet xmlns=\"\(main)\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Arial\"/></font>"
    + "<font><b/><sz val=\"11\"/><name val=\"Arial\"/></font></fonts>"
    + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    + "<cellXfs count=\"2\"><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    + "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/></cellXfs>"
    + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"

  private var workbook: String {
    Self.head + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)/officeDocument/2006/relationships\">"
      + "<sheets><sheet name=\"\(Self.escaped(name))\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
  }

  private var sheet: String {
    var text = Self.head + "<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView workbookViewId=\"0\">"
    text +=
      "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
    text += "<sheetData>"
    for (number, row) in rows.enumerated() {
      text += "<row r=\"\(number + 1)\">"
      for (column, cell) in row.enumerated() {
        let style = number == 0 ? " s=\"1\"" : ""
        text += "<c r=\"\(Self.column(column))\(number + 1)\" t=\"inlineStr\"\(style)><is><t xml:space=\"preserve\">"
        text += Self.escaped(FormulaGuard.guarded(cell)) + "</t></is></c>"
      }
      text += "</row>"
    }
    return text + "</sheetData></worksheet>"
  }

  /// A, B, … Z, AA, …
  static func column(_ number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(number % 26)))
    return number < 26 ? letter : column(number / 26 - 1) + letter
  }

  /// What XML 1.0 has no character for becomes a replacement character.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
