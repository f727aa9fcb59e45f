import JSON

/// Why we can’t look into something, in kind words, and who can.
struct Elsewhere: Sendable {
  let reason: String
  let advice: [String]

  /// - Parameters:
  ///   - step: the page whose answers put the concern out of scope.
  init(_ step: RaiseStep, _ answers: JSONObject) {
    switch step.slug {
    case "nation":
      let nation = answers["nation"]?.stringValue.map(ChoiceWords.words) ?? "that nation"
      reason = "Public bodies that belong to \(nation) have rules and a service of their own. We can’t look into them."
      advice = Self.devolved[answers["nation"]?.stringValue ?? ""] ?? []
    case "court":
      reason =
        "We can’t look into anything that is before a court or tribunal: it decides, and we must not cut across it."
      advice = [
        "Your solicitor can tell you what the court can do for you. Legal time limits run whether or not you have written to us.",
        "If the claim is withdrawn or ends without a decision, you can come back to us within two years of what happened.",
      ]
    case "when":
      reason = "It happened more than two years ago. After that we can’t find out fairly what happened."
      advice = [
        "If it has happened again since, change the date to the last time.",
        "A solicitor can tell you whether you still have a claim: for a debt under a contract it is often six years.",
      ]
    case "invoice-dates":
      reason =
        "Under a public contract the payer has 30 days from the day of the invoice. They are not over yet, so it is not late."
      advice = [
        "Come back on the day after the 30 days if you have not been paid.",
        "Until then, ask the payer when it will pay: it may tell you of something that holds it up.",
      ]
    case "disputed":
      reason =
        "A disputed invoice is no late invoice: the question is then who is right, and we look into that as a concern."
      advice = [
        "Go back and choose the prime contractor or the public body as what your concern is about.",
        "Ask the payer for its reasons in writing. It has to tell you without undue delay.",
      ]
    case "naming":
      reason = "We can’t ask anybody to pay an invoice without telling them whose it is."
      advice = ["Allow us to name you to one of them, or raise the lateness as a concern, for which no name is needed."]
    default:
      reason = "What you told us there means that our rules do not let us look into it."
      advice = []
    }
  }

  private static let devolved = [
    "scotland": [
      "Raise it with the public body first.",
      """
      Then the Scottish Government's Single Point of Enquiry can advise you on public contracts in Scotland and try to settle it \
      with the body. It has no power to change what the body decides.
      """,
    ],
    "wales": [
      "Raise it with the public body first.",
      "Then you can ask the Welsh Government, which sets the policy for public contracts in Wales.",
    ],
    "northern-ireland": [
      "Raise it with the public body first.",
      "Then you can ask Construction and Procurement Delivery, part of the Department of Finance, which advises public bodies there.",
    ],
  ]
}
