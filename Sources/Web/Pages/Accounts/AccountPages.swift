import Casework
import CivilTime
import Engine
import WorkingTime

/// The accounts of the scheme's own people: who there is, in which roles, and the links by which they come in.
struct AccountPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/accounts", .staff(.keepAccounts)) { try await list($0) },
      Route(.get, "/accounts/new", .proven(.keepAccounts)) { form(for: $0) },
      Route(.post, "/accounts/new", .proven(.keepAccounts)) { try await keep($0, named: nil) },
      Route(.get, "/accounts/people/{name}", .proven(.keepAccounts)) { try await edit($0) },
      Route(.post, "/accounts/people/{name}", .proven(.keepAccounts)) { try await keep($0, named: $0["name"]) },
      Route(.post, "/accounts/people/{name}/link", .proven(.keepAccounts)) { try await link($0) },
      Route(.post, "/accounts/people/{name}/disable", .proven(.keepAccounts)) { try await disable($0) },
    ]
      + ListFile.routes("/accounts", .staff(.keepAccounts)) { _ in try await file() } + TokenPages(site: site).routes
      + ReadingPages(site: site).routes
  }

  /// What an account can be.
  static let roles = [
    Control.Choice("case-manager", "Case manager", hint: "Opens cases, advances and assigns them."),
    Control.Choice("case-team", "Case team", hint: "Answers for the team's own queue."),
    Control.Choice("approver", "Approver", hint: "Approves what somebody else has decided."),
    Control.Choice("head-of-team", "Head of the case team", hint: "Reopens cases, and looks after accounts."),
    Control.Choice("ops", "Operations", hint: "Workflows, timers, what could not be sent, and accounts."),
  ]

  static func subNavigation(_ current: String, _ request: WebRequest) -> HTML {
    var items = [("/accounts", "People"), ("/accounts/tokens", "Tokens")]
    if case .staff(let user) = request.principal, Permission.reviewReadings.isGiven(to: user) {
      items.append(("/accounts/readings", "Who was shown names"))
    }
    return Block.subNavigation("Accounts", items.map { ($0.0, $0.1, $0.0 == current) })
  }

  static let linkSeconds: Int64 = 3 * 86_400

  // MARK: The list

  private func people() async throws -> (users: [User], waiting: Set<String>) {
    try await site.store.transaction { transaction in
      let users = try transaction.users()
      return (users, Set(try users.filter { try transaction.passwordHash(of: $0.name) == nil }.map(\.name)))
    }
  }

  private func file() async throws -> ListFile {
    let (users, waiting) = try await people()
    return ListFile(
      name: "accounts", title: "Accounts", heads: ["Account", "Name", "Roles", "Disabled", "Has a password"],
      rows: users.map { user in
        [
          user.name, user.displayName, user.roles.joined(separator: ", "), user.disabledAt?.rfc3339 ?? "",
          waiting.contains(user.name) ? "no" : "yes",
        ]
      })
  }

  private func list(_ request: WebRequest) async throws -> WebResponse {
    let (users, waiting) = try await people()
    let rows = users.map { user -> [HTML] in
      let state: HTML =
        user.disabledAt.map { Block.tag("Disabled \(DayWords.day($0))", "grey") }
        ?? (waiting.contains(user.name) ? Block.tag("No password yet", "yellow") : Block.tag("In use", "green"))
      return [
        Control.link("/accounts/people/\(FormValues.encoded(user.name))", user.name), "\(user.displayName)",
        "\(user.roles.map(Self.title).joined(separator: ", "))", state,
      ]
    }
    var page = Page(site, request, "Accounts", area: .staff, isWide: true)
    page.current = "/accounts"
    return page.response(
      """
      <h1 class="govuk-heading-l">Accounts</h1>\(Self.subNavigation("/accounts", request))<p class="govuk-body">\
      <a class="govuk-button" href="/accounts/new">Add a person</a></p>\
      \(Block.table("People", ["Account", "Name", "Roles", "State"], rows, empty: "There are no accounts."))\
      \(ListFile.links("/accounts"))
      """)
  }

  /// What a role is called on the form; roles of workflows that are deployed here by their own names.
  private static func title(of role: String) -> String {
    roles.first { $0.value == role }?.label ?? ChoiceWords.words(role)
  }

  // MARK: One account

  private func edit(_ request: WebRequest) async throws -> WebResponse {
    let name = request["name"]
    guard let user = try await site.store.transaction({ try $0.user(named: name) }) else { throw Refusal.notFound }
    let values = [
      ("name", user.name), ("display-name", user.displayName), ("email", user.email),
    ]
    return form(for: request, user, values: FormValues(values.map { (name: $0.0, value: $0.1) }), roles: user.roles)
  }

  private func form(
    for request: WebRequest, _ user: User? = nil, values: FormValues = FormValues(), roles: [String] = [],
    problems: [(field: String, problem: String)] = []
  ) -> WebResponse {
    let title = user.map { "Account \($0.name)" } ?? "Add a person"
    var page = Page(site, request, title, area: .staff)
    (page.current, page.back, page.errors) = ("/accounts", "/accounts", problems)
    func problem(_ field: String) -> String? { problems.first { $0.field == field }?.problem }
    func question(_ name: String, _ label: String, hint: String? = nil) -> Question {
      Question(name, label, hint: hint, error: problem(name), value: values[name] ?? "")
    }
    let name: HTML =
      user == nil
      ? Control.text(
        question(
          "name", "Account", hint: "Small letters, digits, and . - _ between, such as a.okafor. It never changes."),
        width: 20) : .none
    let fields =
      name + Control.text(question("display-name", "Name"), width: 30)
      + Control.text(question("email", "Email address"), width: 30)
      + Control.checkboxes(question("roles", "Roles"), Self.roles, checked: Set(roles))
      + Control.button(user == nil ? "Add" : "Save")
    let action = user.map { "/accounts/people/\(FormValues.encoded($0.name))" } ?? "/accounts/new"
    return page.response(
      """
      <h1 class="govuk-heading-l">\(title)</h1>\(Form(action, for: request).html(fields))\(acts(on: user, request))
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  private func acts(on user: User?, _ request: WebRequest) -> HTML {
    guard let user else { return .none }
    let place = "/accounts/people/\(FormValues.encoded(user.name))"
    let disable: HTML =
      user.disabledAt == nil
      ? """
      <h2 class="govuk-heading-m">Disable the account</h2><p class="govuk-body">It signs out everywhere at once, and its \
      tokens do nothing any more. It stays, as histories name it. Saving it again takes it back into use.</p>\
      \(Form("\(place)/disable", for: request).html(Control.button("Disable", isWarning: true)))
      """ : .none
    return """
      <h2 class="govuk-heading-m">A new link</h2><p class="govuk-body">For somebody who has no password yet, or has \
      forgotten it. It works once, for three days.</p>\
      \(Form("\(place)/link", for: request).html(Control.button("Make a link", isSecondary: true)))\(disable)
      """
  }

  private func keep(_ request: WebRequest, named known: String?) async throws -> WebResponse {
    let values = request.form
    let name = known ?? Person.key(values["name"] ?? "")
    let roles = values.all("roles").filter { role in Self.roles.contains { $0.value == role } }
    let existing = try await site.store.transaction { try $0.user(named: name) }
    var problems: [(field: String, problem: String)] = []
    if known == nil {
      if !User.isName(name) {
        problems.append(("name", "The account’s name must be small letters and digits, with . - _ between"))
      } else if existing != nil {
        problems.append(("name", "There is an account of that name already"))
      }
    } else if existing == nil {
      throw Refusal.notFound
    }
    let display = values.text("display-name") ?? ""
    if display.isEmpty || display.count > 200 {
      problems.append(("display-name", "Enter the person’s name, in 200 characters or fewer"))
    }
    let email = values.text("email") ?? ""
    if !EmailAddress.isPlain(email) {
      problems.append(("email", "Enter the email address, like name@department.example"))
    }
    if roles.isEmpty { problems.append(("roles", "Choose at least one role")) }
    // Whoever could take the last one away could lock everybody out.
    if case .staff(let own) = request.principal, own.name == name, existing != nil,
      Permission.keepAccounts.roles.isDisjoint(with: roles)
    {
      problems.append(("roles", "You can't take from yourself what lets you look after accounts; a colleague can"))
    }
    guard problems.isEmpty else {
      return form(for: request, existing, values: values, roles: roles, problems: problems)
    }
    let user = User(name: name, displayName: display, email: email, roles: roles)
    let isSelf = request.principal == existing.map(Principal.staff)
    try await site.store.transaction { transaction in
      try transaction.keepUser(user)
      // What somebody has open was opened in the roles of before.
      if let existing, Set(existing.roles) != Set(roles), !isSelf { try transaction.endSessions(.staff, of: name) }
    }
    return known == nil ? try await showLink(for: name, request) : .redirect("/accounts")
  }

  // MARK: Links

  private func link(_ request: WebRequest) async throws -> WebResponse {
    let name = request["name"]
    guard let user = try await site.store.transaction({ try $0.user(named: name) }), user.disabledAt == nil else {
      throw Refusal.notFound
    }
    return try await showLink(for: user.name, request)
  }

  /// Makes a link by which somebody sets a password.
  static func newLink(for name: String, at site: Site) async throws -> String {
    let secret = Secrets.fresh()
    try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      try transaction.keepCode(
        OneTimeCode(
          code: Secrets.digest(of: secret), purpose: .setUp, subject: name, madeAt: now,
          endsAt: now.advanced(bySeconds: linkSeconds)))
    }
    return "\(site.address)/set-up/\(secret)"
  }

  /// The link is shown this once, to whoever made it, who hands it over.
  private func showLink(for name: String, _ request: WebRequest) async throws -> WebResponse {
    let address = try await Self.newLink(for: name, at: site)
    var page = Page(site, request, "A link for \(name)", area: .staff)
    (page.current, page.back) = ("/accounts", "/accounts")
    return page.response(
      """
      <h1 class="govuk-heading-l">A link for \(name)</h1><p class="govuk-body">Give it to them in person or in a call: \
      whoever opens it first sets the password. It works once, for three days, and is not shown again.</p>\
      \(Block.inset("<code class=\"app-secret\">\(address)</code>"))
      """)
  }

  private func disable(_ request: WebRequest) async throws -> WebResponse {
    let name = request["name"]
    if case .staff(let own) = request.principal, own.name == name {
      throw Refusal(.conflict, "You can't disable your own account", "Ask a colleague who looks after accounts.")
    }
    let isKnown = try await site.store.transaction { transaction in
      let isKnown = try transaction.disableUser(named: name)
      try transaction.endSessions(.staff, of: name)
      return isKnown
    }
    guard isKnown else { throw Refusal.notFound }
    return .redirect("/accounts")
  }
}
