import Casework
import CivilTime
import Testing

@Suite struct IdentityTests {
  @Test func `an identifier reads back what it writes`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<1_000 {
      let id = UniqueID(high: generator.next(), low: generator.next())
      #expect(UniqueID(id.description) == id)
    }
  }

  @Test func `identifiers made later sort later and say that they are of version 7`() {
    let early = UniqueID(at: Instant(seconds: 1_000), random: (.max, .max))
    let late = UniqueID(at: Instant(seconds: 1_001), random: (0, 0))
    #expect(early < late)
    #expect(Array(late.description)[14] == "7")
    #expect("89ab".contains(Array(late.description)[19]))
  }

  @Test(arguments: ["", "7", "0193-", "01930000-0000-7000-8000-00000000000g", "019300000-000-7000-8000-000000000000"])
  func `what is no identifier is refused`(text: String) {
    #expect(UniqueID(text) == nil)
  }

  @Test func `two workers make the same event of one timer, and different ones of two`() {
    let one = CaseID(UniqueID(high: 1, low: 2))
    #expect(EventID(timer: 5, of: one) == EventID(timer: 5, of: one))
    #expect(EventID(timer: 5, of: one) != EventID(timer: 6, of: one))
    #expect(Array(EventID(timer: 5, of: one).description)[14] == "8")
  }
}
