/// Blocks that pages are made of, as the GOV.UK Design System and MOJ's have them.
package enum Block {
  /// A row of a summary list.
  package struct SummaryRow: Sendable {
    package let key: String
    package let value: HTML
    /// An address and a word, with what it concerns for those who don't see the row.
    package var change: (address: String, word: String)?

    package init(_ key: String, _ value: HTML, change: (address: String, word: String)? = nil) {
      self.key = key
      self.value = value
      self.change = change
    }
  }

  package static func summary(_ rows: [SummaryRow]) -> HTML {
    let items = rows.map { row -> HTML in
      let change: HTML =
        row.change.map {
          """
          <dd class="govuk-summary-list__actions"><a class="govuk-link" href="\($0.address)">\($0.word)<span \
          class="govuk-visually-hidden"> \(row.key)</span></a></dd>
          """
        } ?? .none
      return """
        <div class="govuk-summary-list__row\(row.change == nil ? " govuk-summary-list__row--no-actions" : "")"><dt \
        class="govuk-summary-list__key">\(row.key)</dt><dd class="govuk-summary-list__value">\(row.value)</dd>\(change)</div>
        """
    }
    return "<dl class=\"govuk-summary-list\">\(items)</dl>"
  }

  /// A table. It scrolls by itself where the screen is narrow, by keyboard too.
  ///
  /// - Parameters:
  ///   - caption: what it shows; `isCaptionHidden` leaves it to those who hear the page.
  ///   - isStacked: whether a narrow screen has its cells one below the other, each with its heading; what has to be seen
  ///     side by side scrolls there.
  package static func table(
    _ caption: String, _ heads: [String], _ rows: [[HTML]], isCaptionHidden: Bool = false, empty: String? = nil,
    isStacked: Bool = true
  ) -> HTML {
    if rows.isEmpty, let empty { return "<p class=\"govuk-body\">\(empty)</p>" }
    let head = heads.map { "<th scope=\"col\" class=\"govuk-table__header\">\($0)</th>" as HTML }
    let body = rows.map { row -> HTML in
      let cells = row.enumerated().map { index, cell -> HTML in
        if index == 0 { return "<th scope=\"row\" class=\"govuk-table__header app-table__name\">\(cell)</th>" }
        // What is empty has no heading of its own, and takes no line on a narrow screen.
        guard isStacked, index < heads.count, !heads[index].isEmpty, !cell.isEmpty else {
          return "<td class=\"govuk-table__cell\">\(cell)</td>"
        }
        // Those who hear the page have the column's heading already.
        return """
          <td class="govuk-table__cell"><span class="app-stacked__head" aria-hidden="true">\(heads[index])</span>\(cell)</td>
          """
      }
      return "<tr class=\"govuk-table__row\">\(cells)</tr>"
    }
    return """
      <div class="app-scroll\(isStacked ? " app-stacked" : "")" role="region" aria-label="\(caption)" tabindex="0"><table class="govuk-table"><caption \
      class="\(isCaptionHidden ? "govuk-visually-hidden" : "govuk-table__caption govuk-table__caption--m")">\(caption)\
      </caption><thead class="govuk-table__head"><tr class="govuk-table__row">\(head)</tr></thead><tbody \
      class="govuk-table__body">\(body)</tbody></table></div>
      """
  }

  /// A short word on a colour, which never says anything that the word does not.
  ///
  /// - Parameter colour: one of the design system's: grey, green, turquoise, blue, purple, pink, red, orange, yellow.
  package static func tag(_ word: String, _ colour: String? = nil) -> HTML {
    "<strong class=\"govuk-tag\(colour.map { " govuk-tag--\($0)" } ?? "")\">\(word)</strong>"
  }

  package static func inset(_ content: HTML) -> HTML { "<div class=\"govuk-inset-text\">\(content)</div>" }

  package static func warning(_ text: String) -> HTML {
    """
    <div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong \
    class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span> \(text)</strong></div>
    """
  }

  /// What just happened, at the top of the page that follows.
  package static func notice(_ title: String, _ content: HTML, isSuccess: Bool = true) -> HTML {
    // A page may have one of each.
    let id = isSuccess ? "done-title" : "notice-title"
    return """
      <div class="govuk-notification-banner\(isSuccess ? " govuk-notification-banner--success" : "")" \
      role="\(isSuccess ? "alert" : "region")" aria-labelledby="\(id)" data-module="govuk-notification-banner"><div \
      class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="\(id)">\(title)\
      </h2></div><div class="govuk-notification-banner__content">\(content)</div></div>
      """
  }

  package static func details(_ summary: String, _ content: HTML, isOpen: Bool = false) -> HTML {
    """
    <details class="govuk-details"\(" open", if: isOpen)><summary class="govuk-details__summary"><span \
    class="govuk-details__summary-text">\(summary)</span></summary><div class="govuk-details__text">\(content)</div>\
    </details>
    """
  }

  /// What happened, the newest first (MOJ's timeline).
  package static func timeline(_ items: [(title: String, by: String?, at: String, content: HTML)]) -> HTML {
    let entries = items.map { item -> HTML in
      let by: HTML = item.by.map { "<p class=\"moj-timeline__byline\">by \($0)</p>" } ?? .none
      return """
        <div class="moj-timeline__item"><div class="moj-timeline__header"><h3 class="moj-timeline__title">\(item.title)\
        </h3> \(by)</div><p class="moj-timeline__date">\(item.at)</p><div \
        class="moj-timeline__description">\(item.content)</div></div>
        """
    }
    return "<div class=\"moj-timeline\">\(entries)</div>"
  }

  /// Links to the pages of one thing, with the present one marked (MOJ's sub-navigation).
  package static func subNavigation(_ label: String, _ items: [(address: String, title: String, isCurrent: Bool)])
    -> HTML
  {
    let links = items.map { item -> HTML in
      """
      <li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link"\
      \(" aria-current=\"page\"", if: item.isCurrent) href="\(item.address)">\(item.title)</a></li>
      """
    }
    return """
      <nav class="moj-sub-navigation" aria-label="\(label)"><ul class="moj-sub-navigation__list">\(links)</ul></nav>
      """
  }

  /// A number that stands out, with what it counts and where it leads.
  package static func card(_ number: String, _ label: String, address: String? = nil) -> HTML {
    let words: HTML =
      address.map { "<a class=\"govuk-link app-card__label\" href=\"\($0)\">\(label)</a>" }
      ?? "<span class=\"app-card__label\">\(label)</span>"
    return "<div class=\"app-card\"><span class=\"app-card__number\">\(number)</span>\(words)</div>"
  }

  package static func cards(_ cards: [HTML]) -> HTML { "<div class=\"app-cards\">\(cards)</div>" }
}
