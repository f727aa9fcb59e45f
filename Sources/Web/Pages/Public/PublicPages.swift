/// What anybody may read: where the scheme begins, and what stands in the footer.
struct PublicPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/", .visitor) { start($0) },
      Route(.get, "/help", .visitor) { help($0) },
      Route(.get, "/accessibility", .visitor) { accessibility($0) },
      Route(.get, "/privacy", .visitor) { privacy($0) },
      Route(.get, "/.well-known/security.txt", .everyone) { _ in try await securityContact() },
      Route(.get, "/robots.txt", .everyone) { _ in robots() },
    ]
  }

  private func page(_ request: WebRequest, _ title: String, current: String? = nil) -> Page {
    var page = Page(site, request, title)
    page.current = current
    return page
  }

  private func start(_ request: WebRequest) -> WebResponse {
    page(request, "Raise a concern about a public contract", current: "/").response(
      """
      <h1 class="govuk-heading-xl">Raise a concern about a public contract</h1>\
      <p class="govuk-body-l">Tell us if a public body, or a prime contractor on its contract, does not treat your business \
      fairly: late payment, a tender that went wrong, terms that are not kept.</p>\
      <p class="govuk-body">It is free, and you can stay anonymous. We ask those concerned to put it right, step by step: \
      the prime contractor, whoever manages the contract, their director. Where nobody does, we look into it ourselves and \
      publish what we find.</p>\
      <a href="/raise" role="button" draggable="false" class="govuk-button govuk-button--start" \
      data-module="govuk-button">Start now</a>\
      <p class="govuk-body"><a class="govuk-link" href="/follow">Follow a case that you have raised</a></p>\
      <h2 class="govuk-heading-m">What we can do</h2><ul class="govuk-list govuk-list--bullet"><li>ask whoever is \
      responsible for an answer, by a date, and go higher where none comes</li><li>look into what happened</li>\
      <li>recommend what has to change, check that it did, and publish the result</li></ul>\
      <h2 class="govuk-heading-m">What we can’t do</h2><ul class="govuk-list govuk-list--bullet"><li>delay or stop the \
      award of a contract</li><li>look into public bodies that belong to Scotland, Wales or Northern Ireland</li><li>look \
      into what happened more than two years ago, or is before a court</li><li>look into healthcare services for NHS \
      patients, or into schools and academies</li></ul>\
      <h2 class="govuk-heading-m">Before you start</h2><p class="govuk-body">You need the name of the public body, and what \
      the contract or procurement is called. Its reference, and letters or invoices that show what happened, make it \
      faster. It takes about ten minutes.</p>\
      <h2 class="govuk-heading-m">What happens then</h2><ol class="govuk-list govuk-list--number"><li>You get a reference \
      at once, and by email too if you gave an address.</li><li>Within five working days we tell you whether we take it \
      on.</li><li>We ask you who may know your name, each of them apart. Without your consent we name you to nobody; if you \
      stay anonymous, we do not even ask.</li><li>We tell you where \
      it stands every 20 working days until it ends.</li></ol>
      """)
  }

  private func help(_ request: WebRequest) -> WebResponse {
    page(request, "Help and contact").response(
      """
      <h1 class="govuk-heading-l">Help and contact</h1><p class="govuk-body">\(site.brand.owner)<br>Telephone: \
      \(site.brand.number)<br>Email: <a class="govuk-link" href="mailto:\(site.brand.email)">\(site.brand.email)</a><br>\
      \(site.brand.hours)</p><p class="govuk-body">We can take your concern by telephone, and in writing in any form that \
      you can use.</p>\
      <h2 class="govuk-heading-m">If you have lost your reference</h2><p class="govuk-body">It stands in the subject of \
      every email from us, and on the page that you saw last when you raised the concern. If you can’t find it, call us: we ask \
      you some questions about your case first.</p>\
      <h2 class="govuk-heading-m">If you have lost your key</h2><p class="govuk-body">If you gave an email address, you need no \
      key: <a class="govuk-link" href="/follow">have a code sent there</a>. If you gave none, nobody can make the key again, not \
      even we. Your case goes on. You can call us and tell us something about it, or raise the concern anew and say so.</p>\
      <h2 class="govuk-heading-m">If a code does not come</h2><p class="govuk-body">Look among unwanted mail, and check \
      that you gave the address that you gave when you raised the concern. We never tell whether a reference exists.</p>\
      <h2 class="govuk-heading-m">If you are not content with us</h2><p class="govuk-body">Write to us from your case’s page, \
      or call. When your case has ended, its page also asks how we did. Whoever looks into it has not worked on your case.</p>
      """)
  }

  private func accessibility(_ request: WebRequest) -> WebResponse {
    page(request, "Accessibility").response(
      """
      <h1 class="govuk-heading-l">Accessibility</h1><p class="govuk-body">We want as many people as possible to be able to \
      use this service. You should be able to:</p><ul class="govuk-list govuk-list--bullet"><li>enlarge the text to 400% \
      without losing any</li><li>use all of it with a keyboard, with a screen reader, or by voice</li><li>use all of it \
      without scripts, and on a narrow screen</li><li>take the time you need: what you fill in is kept for seven days</li>\
      </ul><h2 class="govuk-heading-m">How far we are</h2><p class="govuk-body">The pages are made to meet the Web Content \
      Accessibility Guidelines 2.2 at level AA, and are checked by a program with every change. No person with a disability \
      has tested them for us yet. Documents that others have sent us may not be accessible.</p>\
      <h2 class="govuk-heading-m">If something does not work for you</h2><p class="govuk-body">Call \(site.brand.number) \
      or write to <a class="govuk-link" href="mailto:\(site.brand.email)">\(site.brand.email)</a>. We give you what you need \
      in another form, and mend it.</p>
      """)
  }

  private func privacy(_ request: WebRequest) -> WebResponse {
    page(request, "Privacy and cookies").response(
      """
      <h1 class="govuk-heading-l">Privacy and cookies</h1>\
      <h2 class="govuk-heading-m">What we keep, and why</h2><p class="govuk-body">What you tell us about yourself and your \
      concern, so that we can look into it, and what we and others write about it. You need not tell us who you are.</p>\
      <h2 class="govuk-heading-m">Who sees it</h2><p class="govuk-body">Our case team. Nobody else learns who you are unless \
      you have said so, for each of them apart, and you can take that back. Whenever one of us looks at who you are, that is \
      noted. What we publish names the public body and nobody else.</p>\
      <h2 class="govuk-heading-m">How long</h2><p class="govuk-body">What you fill in and do not send goes after seven days. \
      What is personal in a case goes three years after it has ended. What you say of us when it has ended is kept apart from the \
      case, and goes after two years.</p>\
      <h2 class="govuk-heading-m">What you may ask for</h2><p class="govuk-body">To see what we keep about you, to have it \
      put right, or to have it erased where the law lets us. Write to <a class="govuk-link" \
      href="mailto:\(site.brand.email)">\(site.brand.email)</a>.</p>\
      <h2 class="govuk-heading-m">The one cookie</h2><p class="govuk-body">It is called <span class="app-code">\
      \(SessionCookie.name(isSecure: site.isSecure))</span>, holds a random secret, and goes when you close the browser. \
      Without it the pages would not know what you have filled in so far. There are no others, and nobody measures what you \
      do here.</p>
      """)
  }

  /// What search engines may keep (RFC 9309): what everybody may read, and nothing behind a sign-in or a key.
  private func robots() -> WebResponse {
    .text(
      """
      User-agent: *
      Disallow: /accounts
      Disallow: /api/v1
      Disallow: /cases
      Disallow: /department
      Disallow: /directory
      Disallow: /follow
      Disallow: /ops
      Disallow: /sign-in

      """)
  }

  /// Where to tell of a weakness (RFC 9116).
  private func securityContact() async throws -> WebResponse {
    let now = try await site.now()
    let end = DayWords.date(of: now).adding(days: 180)
    return .text(
      """
      Contact: mailto:\(site.brand.email)
      Expires: \(end)T00:00:00Z
      Preferred-Languages: en
      Canonical: \(site.address)/.well-known/security.txt

      """)
  }
}
