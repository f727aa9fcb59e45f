import Casework
import Engine
import JSON

/// How somebody comes to follow a case: with its reference and a code sent to the address that the case has, or with the
/// key that they got when they raised it. Nothing here tells whether a reference exists.
struct FollowPages: Sendable {
  let site: Site

  /// For how long a code works, in seconds.
  private static let codeSeconds: Int64 = 900

  var routes: [Route] {
    [
      Route(.get, "/follow", .visitor) { page(for: $0) },
      Route(.post, "/follow", .visitor) { try await ask($0) },
      Route(.get, "/follow/code", .visitor) { codePage(for: $0) },
      Route(.post, "/follow/code", .visitor) { try await enter($0, .follow) },
      Route(.get, "/follow/key", .visitor) { keyPage(for: $0) },
      Route(.post, "/follow/key", .visitor) { try await enter($0, .followKey) },
    ] + FollowCasePages(site: site).routes
  }

  // MARK: Where they wanted to go

  /// A page of the case that they came for, such as the one that a letter leads to; otherwise the case.
  private static func back(_ given: String?) -> String {
    let back = SignInPlace.back(given, otherwise: "/follow/case")
    return back.hasPrefix("/follow/case/") || back == "/session/kept" ? back : "/follow/case"
  }

  private static func address(_ path: String, _ back: String) -> String {
    back == "/follow/case" ? path : "\(path)?back=\(FormValues.encoded(back))"
  }

  private static func hidden(_ back: String) -> HTML { "<input type=\"hidden\" name=\"back\" value=\"\(back)\">" }

  // MARK: Asking for a code

  private func page(for request: WebRequest, _ problems: [(field: String, problem: String)] = []) -> WebResponse {
    let back = Self.back(request.query["back"] ?? request.form["back"])
    if case .supplier = request.principal { return .redirect(back) }
    var page = Page(site, request, "Follow your case")
    page.current = "/follow"
    page.errors = problems
    func error(_ name: String) -> String? { problems.first { $0.field == name }?.problem }
    let fields =
      Control.text(
        Question(
          "reference", "Your reference", hint: "Ten letters and digits, such as 7KQ-4FM-X2PC",
          error: error("reference"),
          value: request.form["reference"] ?? ""), width: 20)
      + Control.text(
        Question(
          "email", "Your email address", hint: "The one that you gave when you raised the concern",
          error: error("email"),
          value: request.form["email"] ?? ""), type: "email", autocomplete: "email")
      + Self.hidden(back) + Control.button("Send me a code")
    return page.response(
      """
      <h1 class="govuk-heading-l">Follow your case</h1><p class="govuk-body">See where it is and what happens next, answer \
      our questions, say who may know your name, add documents, or withdraw.</p>\(Form("/follow", for: request).html(fields))\
      <p class="govuk-body"><a class="govuk-link" href="\(Self.address("/follow/key", back))">I have a key instead</a></p><p class="govuk-body">\
      <a class="govuk-link" href="/help">I have lost my reference or my key</a></p>
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  private func ask(_ request: WebRequest) async throws -> WebResponse {
    var problems: [(field: String, problem: String)] = []
    let reference = request.form.text("reference").flatMap { CaseReference($0) }
    let address = request.form.text("email") ?? ""
    if reference == nil {
      problems.append(("reference", "Enter your reference as it stands in our email, such as 7KQ-4FM-X2PC"))
    }
    if !EmailAddress.isPlain(address) {
      problems.append(("email", "Enter your email address in the right form, such as name@example.com"))
    }
    guard let reference, problems.isEmpty else { return page(for: request, problems) }
    try await Tries(site: site).count("follow", of: request.client, most: 20, window: 900)
    try await Tries(site: site).count("follow", of: reference.description, most: 5, window: 900)
    sendLater(reference, address)
    var data = request.session?.data ?? JSONObject()
    data["follow"] = .string(reference.description)
    data["follow-back"] = .string(Self.back(request.form["back"]))
    try await SessionDesk(site: site).remember(data, of: request)
    return .redirect("/follow/code")
  }

  /// Looks for the case and sends a code once the answer has gone out: how long the answer takes can't tell what was found.
  private func sendLater(_ reference: CaseReference, _ address: String) {
    Task {
      do {
        let code = FollowKey.freshCode()
        guard try await keep(code, reference, address) else { return }
        try await site.post(
          Letter(
            kind: "follow", to: address, subject: "Your code: \(code)",
            text: """
              Your code to follow your case with \(site.brand.scheme) is

              \(code)

              It works once, for 15 minutes. If you did not ask for it, do nothing: nobody has seen your case.

              \(site.brand.owner)

              """))
      } catch {
        // Neither reference nor address belongs in a log.
        site.logger.warning("A code could not be sent", metadata: ["kind": "follow"])
      }
    }
  }

  /// Keeps a code where the address is the one that the case has.
  private func keep(_ code: String, _ reference: CaseReference, _ address: String) async throws -> Bool {
    let library = site.library
    return try await site.store.transaction { transaction in
      guard let id = try transaction.caseID(of: reference),
        let known = try CaseSight(of: id, library, transaction).supplierAddress,
        EmailAddress.key(known) == EmailAddress.key(address)
      else { return false }
      let now = try transaction.currentTime()
      try transaction.keepCode(
        OneTimeCode(
          code: FollowKey.digest(of: code, for: reference.description), purpose: .follow, subject: id.description,
          madeAt: now, endsAt: now.advanced(bySeconds: Self.codeSeconds)))
      return true
    }
  }

  // MARK: Coming in

  private static let wrongCode = "That code is not right, or its 15 minutes are over. Check it, or ask for a new one"
  private static let wrongKey = "Reference and key don’t belong together. Check both"

  private func codePage(for request: WebRequest, error: String? = nil) -> WebResponse {
    guard request.session?.data["follow"]?.stringValue != nil else { return .redirect("/follow") }
    var page = Page(site, request, "Enter your code")
    (page.back, page.current) = ("/follow", "/follow")
    if let error { page.errors = [("code", error)] }
    let question = Question("code", "Code", hint: "8 letters and digits", error: error)
    return page.response(
      """
      <h1 class="govuk-heading-l">Enter your code</h1><p class="govuk-body">If reference and address belong to a case, we \
      have sent a code there. It can take a few minutes. It works for 15.</p>\
      \(Form("/follow/code", for: request).html(
        Control.text(question, autocomplete: "one-time-code", width: 10) + Control.button("Continue")))\
      <p class="govuk-body"><a class="govuk-link" href="/follow">Ask for another code</a></p><p class="govuk-body"><a \
      class="govuk-link" href="/help">No code comes</a></p>
      """, error == nil ? .ok : .unprocessable)
  }

  private func keyPage(for request: WebRequest, error: String? = nil) -> WebResponse {
    let back = Self.back(request.query["back"] ?? request.form["back"])
    var page = Page(site, request, "Follow your case with a key")
    (page.back, page.current) = (Self.address("/follow", back), "/follow")
    if let error { page.errors = [("reference", error)] }
    let fields =
      Control.text(
        Question("reference", "Your reference", error: error, value: request.form["reference"] ?? ""), width: 20)
      + Control.text(
        Question("code", "Your key", hint: "20 letters and digits, from the page that gave you the reference"),
        width: 30)
      + Self.hidden(back) + Control.button("Continue")
    return page.response(
      """
      <h1 class="govuk-heading-l">Follow your case with a key</h1>\(Form("/follow/key", for: request).html(fields))\
      <p class="govuk-body"><a class="govuk-link" href="\(Self.address("/follow", back))">Have a code sent to my email \
      address instead</a></p><p class="govuk-body"><a class="govuk-link" href="/help">I have lost my reference or my key</a></p>
      """, error == nil ? .ok : .unprocessable)
  }

  private func enter(_ request: WebRequest, _ purpose: OneTimeCode.Purpose) async throws -> WebResponse {
    let isKey = purpose == .followKey
    let typed = request.form.text("code") ?? ""
    let reference = (isKey ? request.form.text("reference") : request.session?.data["follow"]?.stringValue)
      .flatMap { CaseReference($0) }
    func wrong() -> WebResponse {
      isKey ? keyPage(for: request, error: Self.wrongKey) : codePage(for: request, error: Self.wrongCode)
    }
    guard let reference, !typed.isEmpty else { return wrong() }
    try await Tries(site: site).count("follow-code", of: request.client, most: 30, window: 900)
    try await Tries(site: site).count("follow-code", of: reference.description, most: 10, window: 900)
    let found = try await site.store.transaction { transaction -> CaseID? in
      // A key's digest is made with the case's identity, a code's with its reference: whoever has one has not the other.
      let id = try transaction.caseID(of: reference)
      let name = isKey ? id?.description ?? "nobody" : reference.description
      let digest = FollowKey.digest(of: typed, for: name)
      let code = try isKey ? transaction.code(digest, for: purpose) : transaction.useCode(digest, for: purpose)
      return code.flatMap { CaseID($0.subject) }
    }
    guard let found else { return wrong() }
    var data = request.session?.data ?? JSONObject()
    let back = Self.back(isKey ? request.form["back"] : data["follow-back"]?.stringValue)
    (data["follow"], data["follow-back"]) = (nil, nil)
    // The key of a concern that was just sent goes with the old secret.
    if RaiseDraft(data["raise"])?.isSent == true { data["raise"] = nil }
    let cookie = try await SessionDesk(site: site).begin(.supplier, for: found.description, after: request, data: data)
    return .redirect(back).with(cookie)
  }
}
