import Casework

/// How we ask suppliers for what a workflow calls by a short title.
enum RaiseWords {
  static func question(_ field: DataField, isHeading: Bool) -> FieldQuestion {
    FieldQuestion(field, label: labels[field.name], hint: hints[field.name] ?? field.description, isHeading: isHeading)
  }

  /// What stands above the questions of a page.
  static let introductions: [String: String] = [
    "you": """
    You can leave these empty and stay unknown to us as well. Then we can’t write to you: you follow your case with a key \
    that you get at the end. An address that does not show your name is enough to be written to.
    """,
    "anonymous": """
    If you stay anonymous, we name you to nobody and ask you for no consent. Then we can’t ask the prime contractor, nor about \
    your own invoice or bid, and nothing can be put right for you alone. We put what happened to those who run the contract \
    in words that name nobody. In a short supply chain, or where few have bid, the facts alone can still show who you are. You \
    can change your mind later.
    """,
    "naming": "Nobody can pay an invoice without knowing whose it is. We tell only those whom you allow us to tell.",
    "route": "We usually ask the prime contractor first, but only if you let us name you.",
    "what-happened": "Leave out the names of people where you can. You can add documents later.",
  ]

  private static let labels: [String: String] = [
    "nation": "Where is the public body?", "happened_on": "When did it happen, or last happen?",
    "in_litigation": "Is it before a court or tribunal?",
    "invoice_received_on": "When did the payer receive the invoice?",
    "fell_due_on": "When was payment due under the contract, if later?",
    "disputed_before": "Has the payer told you that it disputes the invoice?",
    "authority_name": "Name of the public body", "authority_type": "What kind of public body is it?",
    "department": "Which organisation runs the contract?",
    "lead_authority": "Which organisation answers for the public body?",
    "contract_reference": "Contract reference, if you know it",
    "procurement_title": "What is the procurement or contract called?",
    "procurement_reference": "Its reference, if you know it",
    "prime_name": "Name of the prime contractor", "complained_of": "Is it about one person? Tell us who",
    "issue": "Which of these is closest?", "sub_issue": "What exactly is it about?",
    "summary": "In a few sentences, what went wrong?", "details": "The whole story",
    "anonymous": "Do you want to stay anonymous to everyone but us?",
    "amount_owed": "Amount owed, in pounds", "contract_value": "Value of the contract, in pounds",
  ]

  private static let hints: [String: String] = [
    "nation": "We look into public bodies in England, and those that work for the whole of the United Kingdom.",
    "in_litigation": "A claim that has begun, not one that you are thinking about.",
    "happened_on": "The last time counts. For example, 27 3 2026.",
    "department": """
    Usually the public body itself: then leave what stands here. If we know several like it, you choose on the next page.
    """,
    "lead_authority": """
    Usually the public body itself, or the department above it: change what stands here if it is another. If we know several \
    like it, you choose on the next page.
    """,
    "complained_of": "Their name or email address. We will not put your concern to them.",
    "prime_email": "A general address is enough, such as that of its accounts.",
    "amount_owed": "With VAT. For example, 1250.50",
    "contract_value": "The whole contract, roughly. For example, 4200000",
    "anonymous": "If you say no, we still ask you before we name you to anybody.",
    "supplier_email": "We send your reference and every message there.",
    "skip_prime_reason": "For example, that you fear for other work from it.",
    "skip_contact_reason": "For example, that its people are whom you complain of.",
    "summary": "What happened, when, and what you would like to be put right.",
    "details": "If there is more to tell. You need not repeat what is in your documents.",
  ]
}
