import Casework
import Engine

/// One contact: added, changed, away, verified, ended; by an organisation for itself, or by the case team for all.
struct ContactPages: Sendable {
  let site: Site

  var routes: [Route] { routes("/department", .contact) + routes("/directory", .staff(.keepDirectory)) }

  private func routes(_ base: String, _ access: Access) -> [Route] {
    [
      Route(.get, "\(base)/contacts/new", access) { try await addPage($0) },
      Route(.post, "\(base)/contacts/new", access) { try await add($0) },
      Route(.get, "\(base)/contacts/{id}", access) { try await page($0) },
      Route(.get, "\(base)/contacts/{id}/change", access) { try await changePage($0) },
      Route(.post, "\(base)/contacts/{id}/change", access) { try await change($0) },
      Route(.get, "\(base)/contacts/{id}/away", access) { try await awayPage($0) },
      Route(.post, "\(base)/contacts/{id}/away", access) { try await away($0) },
      Route(.get, "\(base)/contacts/{id}/end", access) { try await endPage($0) },
      Route(.post, "\(base)/contacts/{id}/end", access) { try await end($0) },
      Route(.post, "\(base)/contacts/{id}/verify", access) { try await verify($0) },
    ]
  }

  private func layout(_ request: WebRequest, _ title: String, _ reach: DirectoryReach, back: String) -> Page {
    var page = Page(site, request, title, area: reach.area)
    page.back = back
    page.current = reach.base
    return page
  }

  private func done(_ word: String, _ reach: DirectoryReach, _ organisation: String) -> WebResponse {
    .redirect("\(reach.address(of: organisation))?done=\(word)")
  }

  // MARK: One entry

  private func page(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let contact = try reach.contact(request["id"])
    let address = reach.address(of: contact)
    var page = layout(request, contact.name, reach, back: reach.address(of: contact.organisation))
    page.notice = DirectoryNotice.html(request)
    let posts = reach.facts.posts(ofAddress: contact.address).filter {
      $0.id != contact.id && reach.covers($0.organisation)
    }
    let others: HTML =
      posts.isEmpty
      ? .none
      : "<h2 class=\"govuk-heading-m\">Other posts of the same person</h2><ul class=\"govuk-list govuk-list--bullet\">"
        + posts.map { post -> HTML in
          "<li><a class=\"govuk-link\" href=\"\(reach.address(of: post))\">\(reach.facts.title(ofRole: post.role))</a>, \(post.contract ?? reach.facts.title(of: post.organisation))</li>"
        }.joined() + "</ul>"
    let again: HTML =
      contact.verifiedAt != nil && contact.bouncedAt == nil
      ? .none
      : Form("\(address)/verify", for: request).html(
        Control.button("Send an email to verify the address", isSecondary: true))
    return page.response(
      """
      <h1 class="govuk-heading-l">\(contact.name)</h1>\(ContactSummary(reach: reach, contact: contact).html)\(others)\
      <div class="govuk-button-group"><a class="govuk-button" role="button" draggable="false" \
      data-module="govuk-button" href="\(address)/change">Change</a><a class="govuk-button govuk-button--secondary" \
      role="button" draggable="false" data-module="govuk-button" href="\(address)/away">Days away</a><a class="govuk-link" \
      href="\(address)/end">No longer in this post</a></div>\(again)
      """)
  }

  // MARK: Adding

  private func addPage(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    var draft = ContactDraft()
    if let organisation = request.query.text("organisation"), reach.covers(organisation) {
      draft.organisation = reach.title(reach.facts.names.identity(of: organisation))
    }
    return addPage(request, ContactForm(reach, draft))
  }

  private func addPage(_ request: WebRequest, _ form: ContactForm) -> WebResponse {
    var page = layout(request, "Add a contact", form.reach, back: form.reach.base)
    page.errors = form.errors
    return page.response(
      """
      <h1 class="govuk-heading-l">Add a contact</h1><p class="govuk-body">Somebody whom the case team may ask about a \
      concern.</p>\(Form("\(form.reach.base)/contacts/new", for: request).html(form.post(isNew: true)
        + Control.button("Add")))
      """, form.errors.isEmpty ? .ok : .unprocessable)
  }

  private func add(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    var form = ContactForm(reach, request.form)
    switch draft(form, reach, nil) {
    case .failure(let problems):
      form.problems = problems
      return addPage(request, form)
    case .success(let contact):
      do {
        let kept = try await keep(contact)
        if kept?.verifiedAt == nil { try await AddressLetters(site: site).ask(contact.email) }
        return done(kept?.verifiedAt == nil ? "added" : "known", reach, contact.organisation)
      } catch let refusal as ContactRefusal {
        // The same form sent twice has added the person once.
        if reach.facts.contacts.contains(where: { $0.says(the: contact) }) {
          return done("added", reach, contact.organisation)
        }
        form.problems.add("email", Self.sentence(refusal))
        return addPage(request, form)
      }
    }
  }

  // MARK: Changing

  private func changePage(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let contact = try reach.contact(request["id"])
    return changePage(request, ContactForm(reach, ContactDraft(contact)), contact)
  }

  private func changePage(_ request: WebRequest, _ form: ContactForm, _ contact: Contact, isStale: Bool = false)
    -> WebResponse
  {
    let address = form.reach.address(of: contact)
    var page = layout(request, "Change \(contact.name)", form.reach, back: address)
    page.errors = form.errors
    let seen: HTML = "<input type=\"hidden\" name=\"seen\" value=\"\(ContactForm.seen(contact))\">"
    let stale: HTML = isStale ? Self.stale(ContactSummary(reach: form.reach, contact: contact).html) : .none
    return page.response(
      """
      \(stale)<h1 class="govuk-heading-l">Change \(contact.name)</h1>\
      \(Form("\(address)/change", for: request).html(form.post(isNew: false) + seen + Control.button("Save")))
      """, form.errors.isEmpty && !isStale ? .ok : isStale ? .conflict : .unprocessable)
  }

  private func change(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let contact = try reach.contact(request["id"])
    var form = ContactForm(reach, request.form)
    // Days away are not on this page.
    let before = ContactDraft(contact)
    (form.draft.awayFrom, form.draft.awayTo, form.draft.deputy) = (before.awayFrom, before.awayTo, before.deputy)
    switch draft(form, reach, contact.id) {
    case .failure(let problems):
      form.problems = problems
      return changePage(request, form, contact)
    case .success(let changed):
      guard request.form["seen"] == ContactForm.seen(contact) || contact.says(the: changed) else {
        return changePage(request, form, contact, isStale: true)
      }
      do {
        guard let kept = try await keep(changed) else { throw Refusal.notFound }
        let isNewAddress = kept.address != contact.address && kept.verifiedAt == nil
        if isNewAddress { try await AddressLetters(site: site).ask(kept.email) }
        return done(isNewAddress ? "moved" : "changed", reach, kept.organisation)
      } catch let refusal as ContactRefusal {
        form.problems.add("email", Self.sentence(refusal))
        return changePage(request, form, contact)
      }
    }
  }

  private static func stale(_ now: HTML) -> HTML {
    Block.notice(
      "Somebody changed this entry meanwhile",
      "<p class=\"govuk-body\">This is how it stands now. What you typed is still below: save it once more to replace it.</p>"
        + now, isSuccess: false)
  }

  // MARK: Days away

  private func awayPage(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let contact = try reach.contact(request["id"])
    return awayPage(request, ContactForm(reach, ContactDraft(contact)), contact)
  }

  private func awayPage(_ request: WebRequest, _ form: ContactForm, _ contact: Contact) -> WebResponse {
    let address = form.reach.address(of: contact)
    var page = layout(request, "When \(contact.name) is away", form.reach, back: address)
    page.errors = form.errors
    let back: HTML =
      contact.absence == nil
      ? .none
      : Form("\(address)/away", for: request).html(
        "<input type=\"hidden\" name=\"back\" value=\"yes\">" + Control.button("End the absence now", isSecondary: true)
      )
    return page.response(
      """
      <h1 class="govuk-heading-l">When \(contact.name) is away</h1><p class="govuk-body">Whoever stands in is asked on these \
      days; with no deputy, it is the next in the same post. This holds for every post of the person. Why somebody is away is \
      not asked and not kept.</p>\
      \(Form("\(address)/away", for: request).html(form.away + Control.button("Save")))\(back)
      """, form.errors.isEmpty ? .ok : .unprocessable)
  }

  private func away(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let contact = try reach.contact(request["id"])
    guard request.form["back"] == nil else {
      _ = try await site.store.transaction { transaction in
        try transaction.changePosts(ofAddress: contact.address) { $0.absence = nil }
      }
      return done("back", reach, contact.organisation)
    }
    let typed = ContactForm(reach, request.form)
    var form = ContactForm(reach, ContactDraft(contact))
    (form.draft.awayFrom, form.draft.awayTo) = (typed.draft.awayFrom, typed.draft.awayTo)
    (form.draft.deputy, form.typed) = (typed.draft.deputy, typed.typed)
    if form.draft.awayFrom.isEmpty { form.problems.add("away-from", "Enter the first day away") }
    switch form.draft.contact(contact.id, reach.facts) {
    case .failure(let problems) where form.problems.isEmpty: form.problems = problems
    case .failure: break
    case .success(let changed) where form.problems.isEmpty:
      _ = try await site.store.transaction { transaction in
        try transaction.changePosts(ofAddress: contact.address) { post in
          (post.absence, post.deputy) = (changed.absence, changed.deputy)
        }
      }
      return done("away", reach, contact.organisation)
    case .success: break
    }
    return awayPage(request, form, contact)
  }

  // MARK: Ending and verifying

  private func endPage(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let contact = try reach.contact(request["id"])
    let address = reach.address(of: contact)
    let post = reach.facts.title(ofRole: contact.role)
    return layout(request, "No longer in this post", reach, back: address).response(
      """
      <h1 class="govuk-heading-l">\(contact.name) is no longer in this post</h1><p class="govuk-body">From today on they \
      are not asked any more as \(post) of \(contact.contract ?? reach.facts.title(of: contact.organisation)). The entry \
      stays among those of the past.</p><p class="govuk-body">To give a later day, \
      <a class="govuk-link" href="\(address)/change">change the last day in post</a>.</p>\
      \(Form("\(address)/end", for: request).html(Control.button("End the post", isWarning: true)))
      """)
  }

  private func end(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let contact = try reach.contact(request["id"])
    guard let id = contact.id else { throw Refusal.notFound }
    let today = reach.facts.today
    _ = try await site.store.transaction { try $0.endContact(id, from: today) }
    return done("ended", reach, contact.organisation)
  }

  private func verify(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let contact = try reach.contact(request["id"])
    try await Tries(site: site).count("verify", of: contact.address, most: 5, window: 3_600)
    try await AddressLetters(site: site).ask(contact.email)
    return .redirect("\(reach.address(of: contact))?done=letter")
  }

  // MARK: Keeping

  /// What was typed as a contact of theirs.
  private func draft(
    _ form: ContactForm, _ reach: DirectoryReach, _ id: ContactID?
  ) -> Result<Contact, ContactDraft.Problems> {
    var problems = ContactDraft.Problems()
    if !form.draft.organisation.isEmpty, !reach.covers(form.draft.organisation) {
      problems.add("organisation", "Choose one of your organisations")
      return .failure(problems)
    }
    return form.draft.contact(id, reach.facts)
  }

  private func keep(_ contact: Contact) async throws -> Contact? {
    let library = site.library
    return try await site.store.transaction { transaction in
      let today = try DirectoryFacts(transaction, library).today
      return try transaction.keepContact(contact, on: today)
    }
  }

  private static func sentence(_ refusal: ContactRefusal) -> String {
    let words = refusal.description
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
