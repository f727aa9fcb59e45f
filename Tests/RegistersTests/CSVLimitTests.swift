import Registers
import Testing

@Suite struct CSVLimitTests {
  @Test func `a table has bounds that no register comes near`() {
    let limits = CSVLimits()
    #expect(limits.fileBytes == 67_108_864)
    #expect(limits.cellBytes == 1_048_576)
    #expect(limits.columns == 1_000)
    #expect(limits.rows == 1_000_000)
  }
}
