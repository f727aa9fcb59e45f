/// Changes to the workflows that suppliers' concerns and late payments take, each of which breaks one property.
enum SabotageOfConcerns {
  private static let approval = "otherwise: overdue\n            on:\n              approve:"
  private static let unapproved = "otherwise: published\n            on:\n              approve:"
  private static let closing = "      - notify: { to: supplier, template: closed-out-of-remit }"
  private static let untold = "      - notify: { to: ops, template: closed-out-of-remit }"

  static let all = supplyChain + authority + latePayment

  private static let supplyChain = [
    Sabotage(
      "supply-chain-concern", "The prime contractor learns",
      "notify: { to: commercial-director, template: director-request }",
      "notify: { to: [commercial-director, prime-contractor], template: director-request }"),
    Sabotage(
      "supply-chain-concern", "The same holds for those who run", in: "messages/director-request.mustache",
      "{{#data.consent_department && has(", "{{#has("),
    Sabotage(
      "supply-chain-concern", "And for the authority", in: "messages/fact-check.mustache",
      "{{#data.consent_authority && has(", "{{#has("),
    Sabotage(
      "supply-chain-concern", "In a chain of two firms", "              - { target: consent }\n",
      "              - { target: with-prime }\n"),
    Sabotage(
      "supply-chain-concern", "Whoever stays anonymous",
      "guard: data.anonymous\n                target: first-contact",
      "guard: \"!data.anonymous\"\n                target: first-contact"),
    Sabotage("supply-chain-concern", "Nothing is put forward", approval, unapproved),
    Sabotage(
      "supply-chain-concern", "Nobody approves a draft", "                not-by: [submit-findings] ", "               "
    ),
    Sabotage("supply-chain-concern", "No notice binds", "guard: \"!data.central\" ", "guard: data.central "),
    Sabotage("supply-chain-concern", "Whoever raised it hears", closing, untold),
    Sabotage(
      "supply-chain-concern", "always the case ends", "\"data.central ? workingDays(3) : workingDays(5)\"",
      "\"data.central ? workingDays(3) : workingDays(95)\""),
  ]

  private static let authority = [
    Sabotage(
      "authority-concern", "The authority learns", in: "messages/authority-request.mustache",
      "{{#data.consent_authority && has(", "{{#has("),
    Sabotage(
      "authority-concern", "Few bid for one contract", "              - { target: consent }\n",
      "              - { target: contact-choice }\n"),
    Sabotage(
      "authority-concern", "Whoever stays anonymous",
      "guard: data.anonymous\n                target: contact-choice",
      "guard: \"!data.anonymous\"\n                target: contact-choice"),
    Sabotage("authority-concern", "Nothing is put forward", approval, unapproved),
    Sabotage(
      "authority-concern", "Nobody approves a draft", "                not-by: [submit-findings] ", "               "),
    Sabotage("authority-concern", "No notice binds", "guard: \"!data.central\"", "guard: data.central"),
    Sabotage("authority-concern", "Whoever raised it hears", closing, untold),
    Sabotage(
      "authority-concern", "always the case ends",
      "workingDays(1) : data.central ? workingDays(3) : workingDays(5)",
      "workingDays(1) : data.central ? workingDays(3) : workingDays(95)"),
  ]

  private static let latePayment = [
    Sabotage(
      "late-payment", "The payer learns", "notify: { to: contract-manager, template: manager-request }",
      "notify: { to: [contract-manager, prime-contractor], template: manager-request }"),
    Sabotage(
      "late-payment", "The same holds for those who manage", in: "messages/manager-request.mustache",
      "{{#data.consent_department && has(", "{{#has("),
    Sabotage(
      "late-payment", "Nobody is asked for money", "                target: disputed\n",
      "                target: with-manager\n"),
    Sabotage("late-payment", "Nothing is put forward", approval, unapproved),
    Sabotage("late-payment", "Nobody approves a summary", "                not-by: [submit] ", "               "),
    Sabotage("late-payment", "Whoever waits for the money", closing, untold),
    Sabotage(
      "late-payment", "always the case ends", "            within: 2 working days\n",
      "            within: 95 working days\n"),
  ]
}
