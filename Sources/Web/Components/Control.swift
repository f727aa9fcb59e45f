/// The controls of forms, as the GOV.UK Design System has them.
package enum Control {
  package struct Choice: Sendable {
    package let value: String
    package let label: String
    package var hint: String?

    package init(_ value: String, _ label: String, hint: String? = nil) {
      self.value = value
      self.label = label
      self.hint = hint
    }
  }

  /// One line of text.
  ///
  /// - Parameters:
  ///   - type: the input's type, such as `email`.
  ///   - autocomplete: what the browser may fill in (WCAG 1.3.5).
  ///   - width: in characters: 2, 3, 4, 5, 10, 20, 30; nil is the whole column.
  package static func text(
    _ question: Question, type: String = "text", autocomplete: String? = nil, width: Int? = nil,
    inputMode: String? = nil
  ) -> HTML {
    let widthClass = width.map { " govuk-input--width-\($0)" } ?? ""
    let more: HTML =
      (autocomplete.map { " autocomplete=\"\($0)\"" } ?? .none) + (inputMode.map { " inputmode=\"\($0)\"" } ?? .none)
    return question.labelled(
      """
      <input class="govuk-input\(widthClass)\(question.errorClass("govuk-input"))" id="\(question.name)" \
      name="\(question.name)" type="\(type)" value="\(question.value)"\(question.description)\(more)>
      """)
  }

  package static func password(_ question: Question, autocomplete: String = "current-password") -> HTML {
    question.labelled(
      """
      <input class="govuk-input\(question.errorClass("govuk-input"))" id="\(question.name)" name="\(question.name)" \
      type="password" spellcheck="false" autocapitalize="none" autocomplete="\(autocomplete)"\(question.description)>
      """)
  }

  /// Several lines of text.
  ///
  /// - Parameter most: how many characters it may have. Where scripts run, whoever writes sees how many are left.
  package static func area(_ question: Question, rows: Int = 6, most: Int? = nil) -> HTML {
    var question = question
    question.most = most
    return question.labelled(
      """
      <textarea class="govuk-textarea\(most == nil ? "" : " govuk-js-character-count")\
      \(question.errorClass("govuk-textarea"))" id="\(question.name)" \
      name="\(question.name)" rows="\(rows)"\(question.description)>\n\(question.value)</textarea>
      """)
  }

  /// One of a few. The first has the question's identifier, so that an error's link leads there.
  package static func radios(_ question: Question, _ choices: [Choice], isInline: Bool = false) -> HTML {
    let items = choices.enumerated().map { index, choice -> HTML in
      let id = index == 0 ? question.name : "\(question.name)-\(index + 1)"
      let hint: HTML =
        choice.hint.map { "<div id=\"\(id)-item-hint\" class=\"govuk-hint govuk-radios__hint\">\($0)</div>" } ?? .none
      let described: HTML = choice.hint == nil ? .none : " aria-describedby=\"\(id)-item-hint\""
      return """
        <div class="govuk-radios__item"><input class="govuk-radios__input" id="\(id)" name="\(question.name)" \
        type="radio" value="\(choice.value)"\(" checked", if: choice.value == question.value)\(described)><label \
        class="govuk-label govuk-radios__label" for="\(id)">\(choice.label)</label>\(hint)</div>
        """
    }
    return question.legended(
      "<div class=\"govuk-radios\(isInline ? " govuk-radios--inline" : "")\">\(items)</div>")
  }

  /// Any of a few.
  package static func checkboxes(_ question: Question, _ choices: [Choice], checked: Set<String>) -> HTML {
    let items = choices.enumerated().map { index, choice -> HTML in
      let id = index == 0 ? question.name : "\(question.name)-\(index + 1)"
      let hint: HTML =
        choice.hint.map { "<div id=\"\(id)-item-hint\" class=\"govuk-hint govuk-checkboxes__hint\">\($0)</div>" }
        ?? .none
      let described: HTML = choice.hint == nil ? .none : " aria-describedby=\"\(id)-item-hint\""
      return """
        <div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="\(id)" name="\(question.name)" \
        type="checkbox" value="\(choice.value)"\(" checked", if: checked.contains(choice.value))\(described)><label \
        class="govuk-label govuk-checkboxes__label" for="\(id)">\(choice.label)</label>\(hint)</div>
        """
    }
    return question.legended("<div class=\"govuk-checkboxes\">\(items)</div>")
  }

  /// One of many.
  package static func select(_ question: Question, _ choices: [Choice], empty: String? = "Choose one") -> HTML {
    let first: HTML = empty.map { "<option value=\"\">\($0)</option>" } ?? .none
    let options = choices.map { choice -> HTML in
      "<option value=\"\(choice.value)\"\(" selected", if: choice.value == question.value)>\(choice.label)</option>"
    }
    return question.labelled(
      """
      <select class="govuk-select\(question.errorClass("govuk-select"))" id="\(question.name)" \
      name="\(question.name)"\(question.description)>\(first)\(options)</select>
      """)
  }

  /// A day, in three fields named `NAME-day`, `NAME-month`, `NAME-year`.
  package static func date(_ question: Question, day: String, month: String, year: String) -> HTML {
    func part(_ name: String, _ label: String, _ value: String, _ width: Int) -> HTML {
      let id = name == "day" ? question.name : "\(question.name)-\(name)"
      return """
        <div class="govuk-date-input__item"><div class="govuk-form-group"><label class="govuk-label \
        govuk-date-input__label" for="\(id)">\(label)</label><input class="govuk-input govuk-date-input__input \
        govuk-input--width-\(width)\(question.errorClass("govuk-input"))" id="\(id)" name="\(question.name)-\(name)" \
        type="text" inputmode="numeric" value="\(value)"></div></div>
        """
    }
    return question.legended(
      """
      <div class="govuk-date-input">\(part("day", "Day", day, 2))\(part("month", "Month", month, 2))\
      \(part("year", "Year", year, 4))</div>
      """)
  }

  /// A document.
  package static func file(_ question: Question) -> HTML {
    question.labelled(
      """
      <input class="govuk-file-upload\(question.errorClass("govuk-file-upload"))" id="\(question.name)" \
      name="\(question.name)" type="file"\(question.description)>
      """)
  }

  package static func button(_ label: String, isSecondary: Bool = false, isWarning: Bool = false) -> HTML {
    let kind = isWarning ? " govuk-button--warning" : isSecondary ? " govuk-button--secondary" : ""
    return """
      <button type="submit" class="govuk-button\(kind)" data-module="govuk-button" \
      data-prevent-double-click="true">\(label)</button>
      """
  }

  package static func link(_ address: String, _ label: String) -> HTML {
    "<a class=\"govuk-link\" href=\"\(address)\">\(label)</a>"
  }
}
