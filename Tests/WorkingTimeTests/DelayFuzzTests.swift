import Testing
import WorkingTime

struct DelayFuzzTests {
  @Test func `whatever is typed is a delay that prints and reads back, or is refused with a remedy`() throws {
    let pieces = [
      "P", "T", "PT", "1", "0", "10", "99", "366000", "9223372036854775807", "99999999999999999999", ".", ",", "-", "+",
      "Y", "M", "W", "D", "H", "S", " ", "  ", "days", "working", "day", "months", "ms", "clear", "beginning-with", "é",
      "\u{0}",
      "１",
    ]
    var dice = Dice(seed: 17)
    var read = 0
    for _ in 0..<5_000 {
      let start = ["", "P1", "PT10", "P10D", "10 ", "0 working "].randomElement(using: &dice) ?? ""
      let rest = (0..<Int.random(in: 0...4, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }
      let text = start + rest.joined()
      do throws(DelayError) {
        let delay = try Delay(parsing: text)
        read += 1
        #expect(try Delay(parsing: delay.description) == delay, "\(text)")
        #expect(delay.isWithinLimit && delay.negated.negated == delay, "\(text)")
      } catch {
        #expect(!error.message.isEmpty && !error.remedy.isEmpty && error.description.count < 300, "\(text)")
      }
    }
    #expect(read > 200)
  }
}
