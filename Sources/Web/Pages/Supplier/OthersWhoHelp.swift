/// Who else can help, for what. Facts that others publish about themselves, in our own words; names without addresses, as
/// those change more often than pages like this one are read again.
struct OthersWhoHelp: Sendable {
  let brand: Brand

  /// When the list was written.
  static let writtenIn = "November 2026"

  private struct Helper: Sendable {
    let matter: String
    let who: String
    let what: String
  }

  private static let all = [
    Helper(
      matter: "A private customer does not pay you on time", who: "The Small Business Commissioner",
      what: """
        It looks at complaints of businesses with fewer than 50 employees about customers with 50 or more, usually about \
        payments that were due within the last 12 months, and once you have tried to settle it yourself. It is free, and what it \
        recommends binds nobody. It can’t help while you are in court, mediation or arbitration.
        """),
    Helper(
      matter: "Healthcare services that were bought for patients in England",
      who: "The body that bought them, then the Independent Patient Choice and Procurement Panel",
      what: """
        The Provider Selection Regime has its own rules. Object in writing to the body while the award stands still: usually eight \
        working days. The Panel may look at what it then decides, and gives advice.
        """),
    Helper(
      matter: "Bids that were agreed between bidders, prices that were fixed",
      who: "The Competition and Markets Authority",
      what:
        "It takes reports of cartels in confidence, and protects who makes them. Ask those concerned nothing about it first."
    ),
    Helper(
      matter: "Fraud, bribery or corruption",
      who: "The police, or the Serious Fraud Office where it is serious or complex",
      what: "If you work for those concerned, the law on whistleblowing may protect you: take advice before you act."),
    Helper(
      matter: "A claim for money, or to have an award set aside", who: "The courts: ask a solicitor soon",
      what: """
        Claims under the Procurement Act 2023 have usually to begin within 30 days of when you knew, or should have known, of \
        what went wrong. Asking us does not stop that time. If you claim, we can’t look into it.
        """),
    Helper(
      matter: "A maintained school or an academy", who: "Its governors or its trust, then the Department for Education",
      what: "Use the complaints procedure that every school has."),
    Helper(
      matter: "A council’s decision that is not about buying", who: "The Local Government and Social Care Ombudsman",
      what: "It does not usually look into how a contract was awarded, or where you could go to court."),
    Helper(
      matter: "A private water, energy or transport company", who: "Its regulator",
      what: "Such as Ofwat, Ofgem or the Office of Rail and Road."),
    Helper(
      matter: "A notice that you can’t find, or signing up to bid", who: "Find a Tender’s help desk",
      what: "Notices of public contracts in the United Kingdom are published there."),
  ]

  var html: HTML {
    let items = Self.all.map { helper -> HTML in
      """
      <h2 class="govuk-heading-s">\(helper.matter)</h2><p class="govuk-body"><strong>\(helper.who)</strong>. \
      \(helper.what)</p>
      """
    }
    return """
      <h1 class="govuk-heading-l">Others who can help</h1>\(items)<p class="govuk-body">What they do may have changed \
      since \(Self.writtenIn), when this list was written: look at their own pages first. If you can’t tell \
      whether your concern is for us, call \(brand.number), \(brand.hours).</p>
      """
  }
}
