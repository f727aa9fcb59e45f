import Analysis
import Casework
import Testing

/// A part under another name is proposed as the one that it was, where only one thing looks like it.
struct RenamedPartTests {
  private static let before = """
    data:
      amount: { type: decimal, title: Amount owed, min: 0 }
      note: { type: string, title: A note }
    parties:
      desk: { title: Desk, staff: true }
      payer: { title: Payer, directory: finance, of: data.note }
    clocks: { promise: { title: The promise, limit: months(2), stops: [closed] } }
    initial: a
    states:
      a: { owner: desk, entry: [ notify: { to: payer, template: hello } ], within: 5 days, otherwise: closed,
        on: { go: { by: [desk], form: [amount], target: closed } } }
      closed: { type: final }
    """

  private func sentences(_ replacements: (String, String)...) throws -> [String] {
    var after = Self.before
    for (one, other) in replacements { after = after.replacing(one, with: other) }
    let difference = Difference(from: try Written.workflow(Self.before), to: try Written.workflow(after))
    return difference.changes.map(\.sentence)
  }

  @Test func `a field, a party and a clock under another name are each one sentence`() throws {
    let field = try sentences(("amount", "sum"))
    #expect(field.contains("The field “sum”: this seems to be what was amount, and is now sum."), "\(field)")
    let party = try sentences(("payer", "debtor"))
    #expect(party.contains("The party debtor: this seems to be what was payer, and is now debtor."), "\(party)")
    let clock = try sentences(("promise:", "target:"))
    #expect(clock.contains("The clock target: this seems to be what was promise, and is now target."), "\(clock)")
    for told in [field, party, clock] {
      #expect(!told.contains { $0.hasSuffix("is gone.") || $0.hasSuffix("is new.") }, "\(told)")
    }
  }

  @Test func `what else changed of a renamed part is still told`() throws {
    let told = try sentences(("amount", "sum"), ("min: 0", "min: 5"))
    #expect(told.contains { $0.contains("seems to be what was amount") })
    #expect(told.contains { $0.contains("“sum”") && $0.contains("least value") }, "\(told)")
  }

  @Test func `where two look alike, or nothing does, nobody guesses`() throws {
    let twins = try sentences(
      (
        "amount: { type: decimal, title: Amount owed, min: 0 }",
        "sum: { type: decimal, title: Amount owed, min: 0 }\n  total: { type: decimal, title: Amount owed, min: 0 }"
      ),
      ("[amount]", "[sum, total]"))
    #expect(twins.contains("The field “amount” is gone.") && twins.contains("The field “sum” is new."), "\(twins)")
    let other = try sentences(
      ("amount: { type: decimal, title: Amount owed, min: 0 }", "due: { type: date, title: Due on }"),
      ("[amount]", "[due]"))
    #expect(other.contains("The field “amount” is gone.") && other.contains("The field “due” is new."), "\(other)")
  }
}
