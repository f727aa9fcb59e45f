import Casework
import Engine
import Testing

extension Promise {
  static let giveBack = [
    Promise("what is given back is claimed again at once, and its claim was no attempt") { subject async throws in
      try await subject.post(3)
      let items = try await subject.claimOutbox(lease: 60)
      #expect(items.count == 3)
      try await subject.store.transaction { try $0.giveBack(Array(items.dropFirst())) }
      let again = try await subject.claimOutbox(lease: 60)
      #expect(again.map(\.id) == items.dropFirst().map(\.id))
      #expect(again.map(\.attempts) == [1, 1])
    },
    Promise("nobody gives back what somebody else has claimed since, or what is done") { subject async throws in
      try await subject.post(2)
      let items = try await subject.claimOutbox(lease: 60)
      try await subject.advance(.seconds(61))
      let later = try await subject.claimOutbox(lease: 600)
      #expect(later.map(\.attempts) == [2, 2])
      try await subject.store.transaction { try $0.giveBack(items) }
      #expect(try await subject.claimOutbox().isEmpty)
      try await subject.store.transaction { try $0.markSent(later) }
      try await subject.store.transaction { try $0.giveBack(later) }
      #expect(try await subject.claimOutbox().isEmpty)
      #expect(try await subject.messages(1).allSatisfy { $0.sentAt != nil })
    },
  ]
}
