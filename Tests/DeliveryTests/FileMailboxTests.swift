import Casework
import CivilTime
import Delivery
import Engine
import Foundation
import JSON
import TestKit
import Testing

@Suite struct FileMailboxTests {
  @Test func `a message becomes a mail to the person it is for`() async throws {
    let mail = try await delivered([
      "to": "priya@office.example", "name": "Priya Nair", "subject": "Hello", "body": "One\nTwo\n",
    ])
    #expect(mail["to"] == ["Priya Nair <priya@office.example>"])
    #expect(mail["subject"] == ["Hello"])
    #expect(mail.body == "One\nTwo\n\n")
    #expect(mail["auto-submitted"] == ["auto-generated"])
    #expect(mail["x-auto-response-suppress"] == ["All"])
    #expect(mail["content-type"] == ["text/plain; charset=utf-8"])
  }

  @Test func `the Message-ID and the file's name are the item's, and its date is when it was written`() async throws {
    let item = try item(["to": "a@b.example", "subject": "s", "body": "b"])
    let folder = try TemporaryFolder()
    try await FileMailbox(folder: folder.path).send(item)
    #expect(folder.files == ["\(item.id).eml"])
    let mail = try folder.mail(of: item)
    #expect(mail["message-id"] == ["<\(item.id)@recourse.example>"])
    #expect(mail["date"] == ["Mon, 2 Mar 2026 10:00:00 +0000"])
  }

  @Test func `an item that is sent twice, as after a crash, is one file with the same text`() async throws {
    let item = try item(["to": "a@b.example", "subject": "s", "body": "b"])
    let folder = try TemporaryFolder()
    let mailbox = FileMailbox(folder: folder.path)
    try await mailbox.send(item)
    let first = try folder.bytes(of: item)
    try await mailbox.send(item)
    #expect(folder.files.count == 1)
    #expect(try folder.bytes(of: item) == first)
  }

  @Test(arguments: [
    "Æneas Ó Súilleabháin 会社", "A \"quoted\" name, and more", "=?utf-8?B?aGk=?=",
    "🧑‍🧑‍🧒‍🧒 \(String(repeating: "é̂", count: 60))",
    "Ltd. (Wales)", String(repeating: "long ", count: 60) + "end", "x",
  ])
  func `any name and any subject come back as they were written`(_ text: String) async throws {
    let mail = try await delivered(["to": "a@b.example", "name": .string(text), "subject": .string(text), "body": ""])
    #expect(mail["subject"] == [text])
    #expect(mail["to"] == ["\(text) <a@b.example>"])
  }

  @Test(arguments: 60...170) func `a subject of any length is folded without a loss`(_ length: Int) async throws {
    let words = String((0..<length).map { $0 % 7 == 5 ? " " : "w" })
    let mail = try await delivered(["to": "a@b.example", "subject": .string(words), "body": ""])
    #expect(mail["subject"] == [words])
    let noSpaces = String(repeating: "w", count: length)
    #expect(
      try await delivered(["to": "a@b.example", "subject": .string(noSpaces), "body": ""])["subject"] == [noSpaces])
  }

  @Test(arguments: [
    "\r\nBcc: everybody@b.example", "\nBcc: x@b.example", "\rBcc: x@b.example", "\r\n\r\nA body", "\u{85}Bcc: x", "\0",
  ])
  func `nothing that somebody typed begins a header of its own`(_ attack: String) async throws {
    let text = "Before\(attack)"
    let mail = try await delivered([
      "to": "a@b.example", "name": .string(text), "subject": .string(text), "body": "Body",
    ])
    #expect(mail["bcc"].isEmpty)
    #expect(mail.headers.count == 10)
    #expect(mail.body == "Body\n")
  }

  @Test(arguments: [
    "a@b.example, c@d.example", "a@b.example>, <c@d.example", "a", "@b.example", "a@", "a b@c.example", "a@b..example",
    "a@-b.example", "a@b.example\r\nBcc: c@d.example", "\"a\"@b.example", "", "a@b@c.example", "ä@b.example",
    String(repeating: "a", count: 250) + "@b.example",
  ])
  func `an address that is not one mailbox is refused for good, without being quoted`(_ address: String) async throws {
    let folder = try TemporaryFolder()
    let item = try item(["to": .string(address), "subject": "s", "body": "b"])
    let error = await #expect(throws: DeliveryError.self) { try await FileMailbox(folder: folder.path).send(item) }
    #expect(error?.isRetryable == false)
    #expect(address.isEmpty || error?.description.contains(address) == false || address == "a")
    #expect(folder.files.isEmpty)
  }

  @Test(arguments: [
    ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour\n"), ("tab\there \u{7}bell", "tab\there bell\n"), ("", "\n"),
    ("Käse 🧀", "Käse 🧀\n"), ("\n\n", "\n\n\n"), (".\nFrom here", ".\nFrom here\n"),
  ])
  func `every way to end a line ends a line`(_ body: String, _ read: String) async throws {
    #expect(try await delivered(["to": "a@b.example", "subject": "s", "body": .string(body)]).body == read)
  }

  @Test func `a line that is longer than mail allows arrives whole`() async throws {
    let line = String(repeating: "Straße = 1 \t", count: 200) + " "
    let mail = try await delivered(["to": "a@b.example", "subject": "s", "body": .string("short\n\(line)\nend ")])
    #expect(mail.body == "short\n\(line)\nend \n")
    #expect(mail["content-transfer-encoding"] == ["quoted-printable"])
  }

  @Test func `what is for a queue, or for nobody, reaches the scheme's own people`() async throws {
    #expect(
      try await delivered(["queue": "head-of-team", "subject": "s", "body": ""])["to"] == [
        "head-of-team@recourse.example"
      ])
    #expect(try await delivered(["nobody": true, "subject": "s", "body": ""])["to"] == ["case-team@recourse.example"])
  }

  @Test func `an item that is no JSON object is given up, and a folder that can't be made is tried again`() async throws
  {
    let folder = try TemporaryFolder()
    let empty = try item([:])
    let item = OutboxItem(
      id: empty.id, content: OutboxItem.Content(kind: .message, payload: "[]"), writtenAt: empty.writtenAt)
    let damaged = await #expect(throws: DeliveryError.self) { try await FileMailbox(folder: folder.path).send(item) }
    #expect(damaged?.isRetryable == false)
    let good = try self.item(["to": "a@b.example", "subject": "s", "body": ""])
    let unwritable = await #expect(throws: DeliveryError.self) {
      try await FileMailbox(folder: "/dev/null/mail").send(good)
    }
    #expect(unwritable?.isRetryable == true)
  }

  private func item(_ payload: JSONObject) throws -> OutboxItem {
    let written = try #require(Instant(rfc3339: "2026-03-02T10:00:00Z"))
    return OutboxItem(
      id: OutboxItem.ID(caseID: CaseID(UniqueID(high: 1, low: 2)), revision: 3, position: 0),
      content: OutboxItem.Content(kind: .message, payload: JSONValue.object(payload).serialized()), writtenAt: written)
  }

  private func delivered(_ payload: JSONObject) async throws -> StrictMail {
    let folder = try TemporaryFolder()
    let item = try item(payload)
    try await FileMailbox(folder: folder.path).send(item)
    return try folder.mail(of: item)
  }
}
