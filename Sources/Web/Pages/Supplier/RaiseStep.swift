import Casework
import JSON

/// One page of the questions about a concern: one field of the workflow's opening form, or a few that belong together.
struct RaiseStep: Sendable {
  let slug: String
  /// What the page is called where it asks several things; nil where the one question is the heading.
  let title: String?
  let fields: [DataField]

  var names: [String] { fields.map(\.name) }

  /// Under which heading its answers are shown before they are sent.
  enum Section: String, Sendable, CaseIterable {
    case help = "Whether we can help"
    case contract = "The public body and the contract"
    case matter = "What happened"
    case you = "You"
  }

  var section: Section {
    switch slug {
    case "nation", "court", "when", "disputed", "invoice-dates": .help
    case "authority", "organisation", "lead", "contract", "procurement", "open", "prime": .contract
    case "anonymous", "naming", "you": .you
    default: .matter
    }
  }

  /// The pages for a workflow, those that decide whether we can help first.
  static func all(of workflow: Workflow, deciding: Set<String>) -> [RaiseStep] {
    let form = workflow.openingForm.isEmpty ? Array(workflow.fields.indices) : workflow.openingForm
    var open = form.map { workflow.fields[$0] }
    var steps: [RaiseStep] = []
    for group in Group.all {
      let fields = group.fields.compactMap { name in open.first { $0.name == name } }
      guard !fields.isEmpty else { continue }
      open.removeAll { field in fields.contains { $0.name == field.name } }
      // A single question is the heading itself, but for one that needs some words first.
      let isAlone = fields.count == 1 && RaiseWords.introductions[group.slug] == nil
      steps.append(RaiseStep(slug: group.slug, title: isAlone ? nil : group.title, fields: fields))
    }
    // A field that no group knows still gets its page, before those about the person.
    let own = open.map { RaiseStep(slug: $0.name.replacing("_", with: "-"), title: nil, fields: [$0]) }
    let last = steps.firstIndex { Group.last.contains($0.slug) } ?? steps.endIndex
    steps.insert(contentsOf: own, at: last)
    let first = steps.filter { !deciding.isDisjoint(with: $0.names) }
    return first + steps.filter { deciding.isDisjoint(with: $0.names) }
  }

  /// Fields that are asked for together, in the order in which people tell a story.
  private struct Group {
    let slug: String
    let title: String
    let fields: [String]

    init(_ slug: String, _ title: String, _ fields: [String]) {
      (self.slug, self.title, self.fields) = (slug, title, fields)
    }

    static let all = [
      Group("nation", "Where it is", ["nation"]),
      Group("court", "Courts and tribunals", ["in_litigation"]),
      Group("when", "When it happened", ["happened_on"]),
      Group("disputed", "Whether it is disputed", ["disputed_before"]),
      Group("invoice-dates", "When the invoice should have been paid", ["invoice_received_on", "fell_due_on"]),
      Group("naming", "Whom we may tell that the invoice is yours", ["consent_payer", "consent_department"]),
      Group("authority", "The public body", ["authority_name", "authority_type"]),
      Group("organisation", "Who runs the contract", ["department"]),
      Group("lead", "Who answers for it", ["lead_authority"]),
      Group("contract", "The contract", ["contract_title", "contract_reference", "contract_value"]),
      Group("procurement", "The procurement or contract", ["procurement_title", "procurement_reference"]),
      Group("open", "Is it still open?", ["live", "award_expected_on"]),
      Group("prime", "The prime contractor", ["payer_kind", "prime_name", "prime_email"]),
      Group("tried", "What you have tried", ["tried_prime"]),
      Group("tried-authority", "What you have tried", ["raised_before"]),
      Group("route", "Whom we ask first", ["skip_prime", "skip_prime_reason"]),
      Group("route-authority", "Whom we ask first", ["skip_contact", "skip_contact_reason"]),
      Group("about-a-person", "Whom you complain of", ["complained_of"]),
      Group("subject", "What it is about", ["issue", "sub_issue"]),
      Group("what-happened", "What happened", ["summary", "details"]),
      Group("money", "The money", ["invoice_reference", "amount_owed"]),
      Group("anonymous", "Staying anonymous", ["anonymous"]),
      Group(
        "you", "How we can reach you", ["supplier_name", "supplier_contact", "supplier_email", "supplier_telephone"]),
    ]

    static let last: Set<String> = ["anonymous", "you"]
  }
}
