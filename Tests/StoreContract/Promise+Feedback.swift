import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let feedback = [
    Promise("what a supplier says of us is kept once a case, and goes with the case") { subject async throws in
      let (first, second) = (CaseID(UniqueID(high: 1, low: 1)), CaseID(UniqueID(high: 2, low: 1)))
      let now = Instant(
        microseconds: try await subject.store.transaction { try $0.currentTime() }.microsecondsRoundedDown)
      let said = SupplierFeedback(
        caseID: first, workflow: "w", givenAt: now, satisfaction: .verySatisfied, improvement: "Nothing.\nReally.")
      let again = SupplierFeedback(
        caseID: first, workflow: "w", givenAt: now, satisfaction: .veryDissatisfied, improvement: nil)
      let other = SupplierFeedback(
        caseID: second, workflow: "w", givenAt: now.advanced(bySeconds: -60), satisfaction: .neither, improvement: nil)
      #expect(
        try await subject.store.transaction { transaction in
          try [said, again, other].map { try transaction.keepFeedback($0) }
        } == [true, false, true])
      #expect(try await subject.store.transaction { try $0.feedback(of: first) } == said)
      #expect(try await subject.store.transaction { try $0.feedback(limit: 10) } == [said, other])
      #expect(try await subject.store.transaction { try $0.feedback(limit: 1) } == [said])
      try await subject.store.transaction { try $0.forgetFeedback(of: first) }
      #expect(try await subject.store.transaction { try $0.feedback(limit: 10) } == [other])
    },
    Promise("what a supplier says of us ends after two years") { subject async throws in
      let id = CaseID(UniqueID(high: 1, low: 1))
      let now = Instant(
        microseconds: try await subject.store.transaction { try $0.currentTime() }.microsecondsRoundedDown)
      let old = SupplierFeedback(
        caseID: id, workflow: "w", givenAt: now.advanced(bySeconds: -2 * 366 * 86_400), satisfaction: .satisfied,
        improvement: nil)
      #expect(try await subject.store.transaction { try $0.keepFeedback(old) })
      #expect(try await subject.store.transaction { try $0.feedback(of: id) } == nil)
      #expect(try await subject.store.transaction { try $0.feedback(limit: 10) }.isEmpty)
      #expect(try await subject.store.transaction { try $0.keepFeedback(old) }, "what has ended stands in nobody's way")
    },
  ]
}
