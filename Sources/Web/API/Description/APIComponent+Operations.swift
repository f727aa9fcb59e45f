// What those who look after the system are told.
extension APIComponent {
  private static let instant = APISchema.text(.dateTime)
  private static let name = APISchema.text()
  private static let count = APISchema.integer(0...Int64.max)
  private static let flag = APISchema.flag
  private static let objects = APISchema.list(.map(.anything))

  private static func open(_ fields: APIField...) -> APISchema { .object(fields, isOpen: true) }

  static let eventPreviewSchema = open(
    APIField("accepted", flag, "Whether the case has any use for it as it stands."), APIField("states", .list(name)),
    APIField("closes", flag), APIField("next_due", .optional(instant)), APIField("parked", .optional(name)),
    APIField("messages", objects, "Without texts that would tell who raised the case."))

  static let identityReadSchema = open(
    APIField("at", instant), APIField("reader", name), APIField("purpose", name, "Such as page, list or export."))

  static let readingSchema = open(
    APIField("at", instant), APIField("case", name), APIField("reader", name), APIField("purpose", name))

  static let contactImportSchema = open(
    APIField("dry_run", flag), APIField("added", count), APIField("changed", count), APIField("unchanged", count),
    APIField("removed", count), APIField("changes", objects), APIField("findings", .list(name)))

  static let gapSchema = open(
    APIField("severity", .choice(["nobody", "falls-back", "alone"])), APIField("workflow", name),
    APIField("party", name), APIField("organisation", .optional(name)), APIField("contract", .optional(name)),
    APIField("from", .text(.date)), APIField("to", .text(.date)), APIField("instead", .optional(name)),
    APIField("words", name, "All of it in one line."))

  static let workflowCheckSchema = open(
    APIField("workflow", name), APIField("digest", name), APIField("deployable", flag),
    APIField("findings", objects, "As `recourse check --format json` has them."),
    APIField("bounds", .optional(.map(.anything)), "How long cases last at most; null where it can't be read."))

  static let workflowDifferenceSchema = open(
    APIField("workflow", name), APIField("from", name), APIField("to", name), APIField("changes", objects),
    APIField("effect", .map(.anything), "If open cases were taken along; deploying alone does not."))

  static let whatIfSchema = open(
    APIField("cases", count), APIField("open", count), APIField("changed", count), APIField("dates_earlier", count),
    APIField("dates_later", count), APIField("breaches_gained", count), APIField("breaches_lost", count),
    APIField("assumption", name))

  private static let versionFields = [
    APIField("name", name), APIField("revision", count), APIField("digest", name), APIField("kept_at", instant),
    APIField("current", flag),
  ]

  static let calendarVersionSchema = APISchema.object(versionFields, isOpen: true)

  static let calendarSchema = APISchema.object(
    versionFields + [APIField("text", .text(length: 0...2_000_000))], isOpen: true)

  static let calendarChangeSchema = open(
    APIField("outcome", .choice(["previewed", "unchanged", "imported", "moved", "kept"])),
    APIField("calendars", .list(name), "Those that change."), APIField("cases", count), APIField("timers", count),
    APIField("earlier", count), APIField("unreadable", count), .maybe("listed", objects))

  static let nodeSchema = open(
    APIField("kind", name), APIField("host", name), APIField("process", count), APIField("version", name),
    APIField("started_at", instant), APIField("silent_seconds", .integer(Int64.min...Int64.max)),
    APIField("stale", flag, "Whether it is probably gone."))

  static let depthsSchema = open(
    APIField("due_timers", count), APIField("oldest_due_seconds", count), APIField("parked", count),
    APIField("outbox", count), APIField("dead_letters", count), APIField("limit", count, "Where counting ends."))

  static let hourSchema = open(
    APIField("begins", instant), APIField("events", count), APIField("timers", count),
    APIField("longest_lag_seconds", count))

  static let accountSchema = open(
    APIField("name", name), APIField("display_name", name), APIField("email", name), APIField("roles", .list(name)),
    APIField("disabled_at", .optional(instant)))

  static let webhookSchema = open(
    APIField("id", .text(.uuid)), APIField("name", name), APIField("url", name),
    APIField("kinds", .list(name), "What it hears of; all where there is none."), APIField("owner", name),
    APIField("made_at", instant),
    .maybe("secret", .optional(name), "Shown where it was just made, and never again."),
    APIField("former_secret_until", .optional(instant), "Until when the secret before signs as well."),
    APIField("failing_since", .optional(instant)), APIField("ended_at", .optional(instant)),
    APIField("ended_because", .optional(name)))

  static let deliverySchema = open(
    APIField("id", name, "The webhook-id, and the id of the cloud event."), APIField("kind", name),
    APIField("reference", .optional(name)), APIField("at", instant), APIField("attempts", count),
    APIField("next_at", .optional(instant)), APIField("sent_at", .optional(instant)),
    APIField("given_up_at", .optional(instant)), APIField("failure", .optional(name)))

  static let staffAbsenceSchema = open(
    APIField("person", name), APIField("from", .text(.date)), APIField("to", .text(.date), "The last day away."),
    APIField("cover", name), APIField("noted_by", name))

  static let feedbackSchema = open(
    APIField("given_on", .text(.date)), APIField("workflow", name),
    APIField("satisfaction", .integer(1...5), "From very dissatisfied to very satisfied."),
    APIField("improvement", .optional(name), "What could be better, in the supplier's words."))

  static let resultSchema = open(
    APIField("id", name), APIField("published_on", .text(.date)), APIField("authority", name),
    APIField("subject", name), APIField("sub_issue", name), APIField("summary", name), APIField("outcome", name))
}
