import Casework
import Testing

@Suite struct CaseReferenceTests {
  private func references(_ count: Int) -> [CaseReference] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in CaseReference(of: CaseID(UniqueID(high: generator.next(), low: generator.next()))) }
  }

  @Test func `a reference is read however it is typed`() {
    for reference in references(200) {
      let typed = reference.description.lowercased().filter { $0 != "-" }
      #expect(CaseReference(typed) == reference)
      #expect(CaseReference(" " + reference.description) == reference)
    }
  }

  @Test func `one wrong character is always found`() {
    let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    for reference in references(20) {
      let right = Array(reference.description)
      for position in right.indices where right[position] != "-" {
        for other in alphabet where other != right[position] {
          var wrong = right
          wrong[position] = other
          #expect(CaseReference(String(wrong)) == nil)
        }
      }
    }
  }

  @Test func `two neighbours that changed places are always found`() {
    for reference in references(200) {
      let right = Array(reference.description.filter { $0 != "-" })
      for position in 0..<right.count - 1 where right[position] != right[position + 1] {
        var wrong = right
        wrong.swapAt(position, position + 1)
        #expect(CaseReference(String(wrong)) == nil)
      }
    }
  }

  @Test func `characters that are easily confused do not occur`() {
    for reference in references(500) { #expect(!reference.description.contains { "01ILO".contains($0) }) }
  }
}
