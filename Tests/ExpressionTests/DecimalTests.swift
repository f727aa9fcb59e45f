import Expression
import Testing

struct DecimalTests {
  @Test(arguments: [
    ("decimal('12.30')", "12.30"), ("decimal('-0.05')", "-0.05"), ("decimal(7)", "7"),
    ("decimal('0.10') + decimal('0.2')", "0.30"), ("decimal('1.5') * decimal('1.5')", "2.25"),
    ("decimal('1') - decimal('0.01')", "0.99"), ("decimal('2.50') * 3", "7.50"), ("1 - decimal('0.1')", "0.9"),
    ("-decimal('2.5')", "-2.5"), ("math.abs(decimal('-2.5'))", "2.5"),
    ("math.greatest(decimal('2.5'), decimal('10'))", "10"),
  ])
  func `decimals are exact and keep their places`(source: String, expected: String) throws {
    #expect(try value("string(\(source))") == .string(expected))
  }

  @Test(arguments: [
    "decimal('12.30') == decimal('12.3')", "decimal('5') == 5", "5 == decimal('5.0')", "decimal('5.01') > 5",
    "4 < decimal('4.5')", "decimal('0.1') + decimal('0.2') == decimal('0.3')", "decimal('2') in [decimal('2.0')]",
    "decimal('99999999999999999999999999.99') > decimal('1.0000000000000000000000000001')",
    "decimal('-99999999999999999999999999999999999999') < decimal('0.0000000000000000000000000001')",
    "int(decimal('-2.9')) == -2", "double(decimal('2.5')) == 2.5", "type(decimal('1')) == decimal",
    "'%.1f'.format([decimal('0.25')]) == '0.2'", "'%d'.format([decimal('2.50')]) == '2.50'",
  ])
  func `decimals meet whole numbers and each other`(source: String) throws {
    #expect(try value(source) == .bool(true))
  }

  @Test(arguments: [
    "decimal('1') + 1.0", "decimal('1') < 1.5", "decimal('1') == 1.0", "decimal(1.5)", "decimal('1') / decimal('3')",
    "decimal('1') + '1'",
  ])
  func `a decimal never passes through a double`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
  }

  @Test func `the way to an exact number is said`() throws {
    #expect(try problems("value > 5.5", ["value": .decimal]).first?.remedy == "write decimal('…') for an exact number")
  }

  @Test func `a result that can't be held is a fault, never rounded`() throws {
    let large = "decimal('99999999999999999999999999999999999999')"
    #expect(try fault("\(large) * 10").kind == .overflow)
    #expect(try fault("\(large) + decimal('0.1')").kind == .overflow)
    #expect(try fault("decimal('0.00000000000000001') * decimal('0.00000000000000001')").kind == .overflow)
    #expect(try value("string(decimal('0.50000000000000000') * decimal('0.50000000000000000'))") == .string("0.25"))
    #expect(Decimal("0." + String(repeating: "1", count: 29)) == nil)
    #expect(Decimal("0." + String(repeating: "1", count: 28)) != nil)
  }

  @Test(arguments: ["", "-", ".5", "5.", "1.2.3", "+-1", " 1", "1 ", "1_000", "٣"])
  func `what is no decimal is not read as one`(text: String) {
    #expect(Decimal(text) == nil)
  }

  @Test func `equal decimals are one in a set`() throws {
    let first = try #require(Decimal("1.50"))
    let second = try #require(Decimal("1.5"))
    #expect(Set([first, second]).count == 1)
    #expect(Decimal(3).wholeNumber == 3)
    #expect(first.wholeNumber == nil)
  }
}
