import Casework
import CivilTime
import Engine
import Testing

/// The expected digests were worked out by a program in another language.
struct JournalChainTests {
  private let first = JournalChain.Entry(
    caseID: "01900000-0000-7000-8000-000000000001", revision: 1, eventID: "01910000-0000-7000-8000-0000000003e9",
    at: 1_767_603_600_000_000, kind: "opened", name: "concern", actorRole: "staff", due: nil)
  private let second = JournalChain.Entry(
    caseID: "01900000-0000-7000-8000-000000000001", revision: 2, eventID: "01910000-0000-7000-8000-0000000003ea",
    at: 1_767_607_200_000_001, kind: "timer", name: "prime-reply", actorRole: nil, due: 1_767_607_200_000_000)

  @Test func `the personal part of an entry is digested with its salt`() {
    #expect(hexadecimal(personal) == "17092a29c5e2806af7c4bfe65d03a1fec949d3c11bb7000ba4eca6995645351a")
    let other = JournalChain.personalDigest(
      salt: Array(16..<32), actorName: nil, payload: Array("{}".utf8), messages: Array(#"[{"party":"prime"}]"#.utf8))
    #expect(hexadecimal(other) == "443d442806cc2a72a5d6e465fa27aac9233b2bda6026e69de0cf0b731eb59cd3")
  }

  @Test func `each hash covers the one before`() {
    let head = JournalChain.hash(of: first, personal: personal, after: JournalChain.beginning)
    #expect(hexadecimal(head) == "078e8510bed779850614efd4fa2d7e14cb99fea52ba37fbee6366819cc32436e")
    let other = JournalChain.personalDigest(
      salt: Array(16..<32), actorName: nil, payload: Array("{}".utf8), messages: Array(#"[{"party":"prime"}]"#.utf8))
    let next = JournalChain.hash(of: second, personal: other, after: head)
    #expect(hexadecimal(next) == "f025cc1c2bbb9018c0012043729d1b6d4c2c61e54bd6f8598ee109aceb0e8e96")
  }

  @Test func `an entry is hashed as a store keeps it`() {
    let entry = JournalEntry(
      revision: 2, at: Instant(seconds: 1_767_607_200, nanoseconds: 1_999),
      eventID: EventID(UniqueID(high: 0x0191_0000_0000_7000, low: 0x8000_0000_0000_03EA)), kind: .timer,
      name: "prime-reply", actor: .engine, due: Instant(seconds: 1_767_607_199, nanoseconds: 999_999_001), payload: [:])
    let caseID = CaseID(UniqueID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001))
    #expect(JournalChain.Entry(entry, of: caseID) == second)
  }

  private var personal: [UInt8] {
    JournalChain.personalDigest(
      salt: Array(0..<16), actorName: "M. Müller", payload: Array(#"{"note":"as told"}"#.utf8), messages: nil)
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
