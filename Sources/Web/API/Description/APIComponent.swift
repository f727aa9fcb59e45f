/// What the interface speaks of, each described once under a name of its own.
enum APIComponent: String, Sendable, CaseIterable {
  case problem = "Problem"
  case caseSummary = "Case"
  case caseDetail = "CaseDetail"
  case historyEntry = "HistoryEntry"
  case message = "Message"
  case document = "Document"
  case forecast = "Forecast"
  case explanation = "Explanation"
  case workflow = "Workflow"
  case workflowDetail = "WorkflowDetail"
  case version = "WorkflowVersion"
  case contact = "Contact"
  case contactInput = "ContactInput"
  case absence = "Absence"
  case contract = "Contract"
  case contractInput = "ContractInput"
  case organisation = "Organisation"
  case organisationInput = "OrganisationInput"
  case timer = "OverdueTimer"
  case outboxItem = "OutboxItem"
  case token = "Token"
  case eventPreview = "EventPreview"
  case identityRead = "IdentityRead"
  case reading = "Reading"
  case contactImport = "ContactImport"
  case gap = "CoverageGap"
  case workflowCheck = "WorkflowCheck"
  case workflowDifference = "WorkflowDifference"
  case whatIf = "WhatIf"
  case calendarVersion = "CalendarVersion"
  case calendar = "Calendar"
  case calendarChange = "CalendarChange"
  case node = "Node"
  case depths = "Depths"
  case hour = "Hour"
  case account = "Account"
  case webhook = "Webhook"
  case delivery = "Delivery"
  case result = "Result"
  case staffAbsence = "StaffAbsence"
  case feedback = "Feedback"

  var schema: APISchema {
    switch self {
    case .problem: Self.problemSchema
    case .caseSummary: .object(Self.caseFields, isOpen: true)
    case .caseDetail: .object(Self.caseFields + Self.detailFields, isOpen: true)
    case .historyEntry: Self.historySchema
    case .message: Self.messageSchema
    case .document: Self.documentSchema
    case .forecast: Self.forecastSchema
    case .explanation: Self.explanationSchema
    case .workflow: .object(Self.workflowFields, isOpen: true)
    case .workflowDetail: .object(Self.workflowFields + Self.workflowDetailFields, isOpen: true)
    case .version: Self.versionSchema
    case .contact: .object(Self.contactFields(isInput: false), isOpen: true)
    case .contactInput: .object(Self.contactFields(isInput: true))
    case .absence: .object([APIField("from", .text(.date)), .maybe("to", .optional(.text(.date)))])
    case .contract: .object(Self.contractFields(isInput: false), isOpen: true)
    case .contractInput: .object(Self.contractFields(isInput: true))
    case .organisation: .object(Self.organisationFields(isInput: false), isOpen: true)
    case .organisationInput: .object(Self.organisationFields(isInput: true))
    case .timer: Self.timerSchema
    case .outboxItem: Self.outboxSchema
    case .token: Self.tokenSchema
    case .eventPreview: Self.eventPreviewSchema
    case .identityRead: Self.identityReadSchema
    case .reading: Self.readingSchema
    case .contactImport: Self.contactImportSchema
    case .gap: Self.gapSchema
    case .workflowCheck: Self.workflowCheckSchema
    case .workflowDifference: Self.workflowDifferenceSchema
    case .whatIf: Self.whatIfSchema
    case .calendarVersion: Self.calendarVersionSchema
    case .calendar: Self.calendarSchema
    case .calendarChange: Self.calendarChangeSchema
    case .node: Self.nodeSchema
    case .depths: Self.depthsSchema
    case .hour: Self.hourSchema
    case .account: Self.accountSchema
    case .webhook: Self.webhookSchema
    case .delivery: Self.deliverySchema
    case .result: Self.resultSchema
    case .staffAbsence: Self.staffAbsenceSchema
    case .feedback: Self.feedbackSchema
    }
  }

  /// A page of a list of these.
  var page: APISchema {
    .object(
      [
        APIField("items", .list(.named(self))),
        APIField("next", .optional(.text()), "The cursor of the next page; null on the last."),
      ], isOpen: true)
  }

  private static let instant = APISchema.text(.dateTime)
  private static let name = APISchema.text()

  private static let problemSchema = APISchema.object(
    [
      APIField("type", name), APIField("title", name, "What went wrong."), APIField("status", .integer(400...599)),
      APIField("detail", name, "What to do."), .maybe("code", name, "A word that programs can act upon."),
      .maybe(
        "errors", .list(.object([APIField("field", name), APIField("problem", name)], isOpen: true)),
        "What is wrong with single fields; never their values."),
    ], isOpen: true)
}

extension APIComponent {
  private static let caseFields = [
    APIField("reference", name, "What people call it: ten characters, of which the last checks the others."),
    APIField("id", .text(.uuid)), APIField("workflow", name), APIField("version", name, "The digest of its version."),
    APIField("revision", .integer(1...Int64.max), "Counts its steps; the ETag."),
    APIField("states", .list(name)), APIField("owner", .optional(name), "The party whose move it is."),
    APIField("opened_at", instant), APIField("closed_at", .optional(instant)),
    APIField("assignee", .optional(name), "Who has it in hand."),
    APIField("parked", .optional(name), "Why a person must look at it."),
    APIField("next_due", .optional(instant), "When its next timer is due."),
  ]

  private static let detailFields = [
    APIField("configuration", .list(name)),
    APIField("clocks", .list(.map(.anything))), APIField("timers", .list(.map(.anything))),
    APIField(
      "accepts", .list(.map(.anything)), "The events that it takes now, who may send them, and what they fill in."),
    APIField("links", .list(.map(.anything))), APIField("data", .map(.anything)),
    APIField(
      "withheld", .list(name),
      "Fields that tell who raised the case, and are not shown to you."),
  ]

  private static let historySchema = APISchema.object(
    [
      APIField("revision", .integer(1...Int64.max)), APIField("at", instant), APIField("event_id", .text(.uuid)),
      APIField("kind", name), APIField("name", name), APIField("by", .optional(name)),
      APIField("actor", .optional(name)), .maybe("due", instant), APIField("payload", .map(.anything)),
    ], isOpen: true)

  private static let messageSchema = APISchema.object(
    [
      APIField("item", name), APIField("written_at", instant), APIField("sent_at", .optional(instant)),
      APIField("given_up_at", .optional(instant)), APIField("party", .optional(name)),
      APIField("template", .optional(name)), APIField("subject", .optional(name)), APIField("body", .optional(name)),
      APIField("withheld", .flag, "Whether text and reader are not shown, as they tell who raised the case."),
    ], isOpen: true)

  private static let documentSchema = APISchema.object(
    [
      APIField("name", name), APIField("media_type", name), APIField("size", .integer(0...Int64.max)),
      APIField("sha256", name), APIField("disclosable", .flag),
    ], isOpen: true)

  private static let forecastSchema = APISchema.object(
    [
      APIField("reference", name), APIField("at", instant, "From when nobody is taken to act."),
      APIField("steps", .list(.map(.anything))), APIField("breaches", .list(.map(.anything))),
      APIField("end", .map(.anything)),
    ], isOpen: true)

  private static let explanationSchema = APISchema.object(
    [
      APIField("timer", name), APIField("due", .optional(instant)),
      APIField("left_seconds", .optional(.integer(Int64.min...Int64.max))), APIField("rule", .map(.anything)),
      APIField("start", .optional(.map(.anything))), APIField("calendar", .optional(.map(.anything))),
      APIField("skipped", .list(.map(.anything))), APIField("turns", .list(.map(.anything))),
    ], isOpen: true)

  private static let workflowFields = [
    APIField("name", name), APIField("title", name), APIField("description", .optional(name)),
    APIField("version", name, "The digest of the version that new cases use."),
  ]

  private static let workflowDetailFields = [
    APIField("parties", .list(.map(.anything))),
    APIField("form", .list(.map(.anything)), "What whoever opens a case fills in."),
    APIField("versions", .list(.named(.version))),
  ]

  private static let versionSchema = APISchema.object(
    [
      APIField("workflow", name), APIField("digest", name), APIField("deployed_at", instant),
      APIField("current", .flag), APIField("open_cases", .integer(0...Int64.max)),
    ], isOpen: true)
}

extension APIComponent {
  private static let line = APISchema.text(length: 1...200)

  private static func contactFields(isInput: Bool) -> [APIField] {
    let given = [
      APIField("organisation", line), APIField("role", line, "Such as contract-manager."), APIField("name", line),
      APIField("email", .text(.email)), .maybe("telephone", .optional(line)),
      .maybe("contract", .optional(line), "The one contract that the person answers for."),
      .maybe("valid_from", .optional(.text(.date))), .maybe("valid_to", .optional(.text(.date))),
      .maybe("absence", .optional(.named(.absence))),
      .maybe("deputy", .optional(.text(.email)), "Who stands in while the person is away."),
    ]
    guard !isInput else { return given }
    return [APIField("id", name)] + given + [
      APIField("verified_at", .optional(instant)), APIField("bounced_at", .optional(instant)),
    ]
  }

  private static func contractFields(isInput: Bool) -> [APIField] {
    let given = [
      APIField("title", line), APIField("authority", line), APIField("prime_contractor", line),
      .maybe("value", .optional(.text(length: 1...40)), "In pounds, as a decimal number: 1200000.00."),
      .maybe("manager_role", line, "contract-manager where nothing is said."),
      .maybe("valid_from", .optional(.text(.date))), .maybe("valid_to", .optional(.text(.date))),
    ]
    return isInput ? given : [APIField("reference", name)] + given
  }

  private static func organisationFields(isInput: Bool) -> [APIField] {
    let given = [
      APIField("title", line), APIField("format", line), APIField("status", .choice(["live", "closed"])),
      APIField("parents", .list(line, most: 100)), APIField("successors", .list(line, most: 100)),
    ]
    guard !isInput else { return given }
    return [APIField("slug", name), APIField("register", name)] + given.filter { $0.name != "status" }
      + [APIField("status", name)]
  }

  private static let timerSchema = APISchema.object(
    [
      APIField("reference", name), APIField("workflow", name), APIField("timer", .optional(name)),
      APIField("due", instant), APIField("lag_seconds", .integer(Int64.min...Int64.max)),
      APIField("parked", .optional(name)), APIField("next_attempt", .optional(instant)),
    ], isOpen: true)

  private static let outboxSchema = APISchema.object(
    [
      APIField("item", name), APIField("case", name), APIField("kind", name),
      APIField("attempts", .integer(0...Int64.max)), APIField("written_at", instant),
      APIField("next_at", .optional(instant)), APIField("given_up_at", .optional(instant)),
      APIField("failure", .optional(name)),
    ], isOpen: true)

  private static let tokenSchema = APISchema.object(
    [
      APIField("id", name, "The digest of its secret."), APIField("name", name), APIField("holder", name),
      APIField("scopes", .list(name)), APIField("organisation", .optional(name)), APIField("made_at", instant),
      APIField("ends_at", instant), APIField("revoked_at", .optional(instant)),
      .maybe("secret", name, "Shown where it was just made, and never again."),
    ], isOpen: true)
}
