import Delivery
import Testing

@Suite struct DeliveryReportTests {
  /// A report as Postfix writes it, with what is asked for in its status part.
  static func report(
    _ groups: String, type: String = "multipart/report; report-type=delivery-status",
    message: String = "a.1.0@x.example"
  ) -> [UInt8] {
    Array(
      """
      Return-Path: <>
      From: MAILER-DAEMON@mx.scheme.example (Mail Delivery System)
      Subject: Undelivered Mail Returned to Sender
      To: bounces@scheme.example
      Auto-Submitted: auto-replied
      Content-Type: \(type); boundary="b/mx"

      --b/mx
      Content-Description: Notification
      Content-Type: text/plain; charset=us-ascii

      This is the mail system at host mx.scheme.example.

      --b/mx
      Content-Description: Delivery report
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.scheme.example
      Arrival-Date: Mon,  5 Jan 2026 09:00:00 +0000 (UTC)

      \(groups)
      --b/mx
      Content-Description: Undelivered Message
      Content-Type: text/rfc822-headers

      Message-ID: <\(message)>
      From: Case team <case-team@scheme.example>

      --b/mx--

      """.replacing("\n", with: "\r\n").utf8)
  }

  private func group(_ status: String, action: String = "failed") -> String {
    """
    Final-Recipient: rfc822; Ann@dept.example
    Original-Recipient: rfc822;ann@department.example
    Action: \(action)
    Status: \(status)
    Remote-MTA: dns; mx.dept.example
    Diagnostic-Code: smtp; 550 5.1.1 <ann@dept.example>: Recipient address rejected:
        User unknown

    """
  }

  @Test func `a report names the mail that came back, and its reader by both addresses`() throws {
    let report = try #require(try DeliveryReport(reading: Self.report(group("5.1.1"))))
    #expect(report.messageID == "a.1.0@x.example")
    #expect(report.outcomes.map(\.addresses) == [["ann@department.example", "Ann@dept.example"]])
    #expect(report.outcomes.map(\.isAddressDead) == [true])
  }

  @Test(arguments: ["5.1.1", "5.1.10", "5.0.0", "5.2.1", "5.4.1", "5.4.4", "5.1.1 (bad destination mailbox)"])
  func `what is wrong with the address for good ends it`(_ status: String) throws {
    #expect(try DeliveryReport(reading: Self.report(group(status)))?.outcomes.map(\.isAddressDead) == [true])
  }

  @Test(arguments: [
    ("4.4.1", "failed"), ("4.2.2", "delayed"), ("5.2.2", "failed"), ("5.7.1", "failed"), ("5.6.1", "failed"),
    ("5.3.4", "failed"), ("5.1.1", "delayed"), ("2.0.0", "delivered"), ("", "failed"), ("5", "failed"),
  ])
  func `whatever else happened says nothing against an address`(_ status: String, _ action: String) throws {
    let report = try #require(try DeliveryReport(reading: Self.report(group(status, action: action))))
    #expect(report.outcomes.map(\.isAddressDead) == [false])
  }

  @Test func `several readers have an outcome each`() throws {
    let groups = group("5.1.1") + "\nFinal-Recipient: rfc822; bob@dept.example\nAction: delayed\nStatus: 4.4.1\n"
    let report = try #require(try DeliveryReport(reading: Self.report(groups)))
    #expect(report.outcomes.map(\.isAddressDead) == [true, false])
  }

  @Test func `an answer of a person or of a machine that is no such report is none`() throws {
    let away = "From: ann@department.example\r\nSubject: Out of office\r\n\r\nI am away. Status: 5.1.1\r\n"
    #expect(try DeliveryReport(reading: Array(away.utf8)) == nil)
    #expect(
      try DeliveryReport(
        reading: Self.report(group("5.1.1"), type: "multipart/report; report-type=disposition-notification")) == nil)
    #expect(try DeliveryReport(reading: Self.report(group("5.1.1"), type: "multipart/mixed")) == nil)
    #expect(throws: InboundMail.Problem.self) {
      try DeliveryReport(reading: Array(Self.report(group("5.1.1")).prefix(600)))
    }
  }
}
