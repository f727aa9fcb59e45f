/// One question of a form: what is asked, what was answered, and what is wrong with the answer.
package struct Question: Sendable {
  /// The field's name in the form; its identifier in the page as well.
  package let name: String
  package let label: String
  package var hint: String?
  package var error: String?
  package var value: String
  /// Whether the label is the page's heading, as on a page that asks one thing.
  package var isHeading: Bool
  package var isOptional: Bool
  /// How many characters an answer may have; who writes sees how many are left.
  var most: Int?

  package init(
    _ name: String, _ label: String, hint: String? = nil, error: String? = nil, value: String = "",
    isHeading: Bool = false, isOptional: Bool = false
  ) {
    self.name = name
    self.label = label
    self.hint = hint
    self.error = error
    self.value = value
    self.isHeading = isHeading
    self.isOptional = isOptional
  }

  var words: String { isOptional ? "\(label) (optional)" : label }
  private var describedBy: [String] {
    (hint == nil ? [] : ["\(name)-hint"]) + (error == nil ? [] : ["\(name)-error"])
      + (most == nil ? [] : ["\(name)-info"])
  }

  /// The attribute that ties hint and error to the control.
  var description: HTML {
    describedBy.isEmpty ? .none : " aria-describedby=\"\(describedBy.joined(separator: " "))\""
  }

  var hintAndError: HTML {
    let hint: HTML = hint.map { "<div id=\"\(name)-hint\" class=\"govuk-hint\">\($0)</div>" } ?? .none
    let error: HTML =
      error.map {
        """
        <p id="\(name)-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> \($0)</p>
        """
      } ?? .none
    return hint + error
  }

  /// A group around a control that has a label of its own.
  func labelled(_ control: HTML) -> HTML {
    let label: HTML =
      isHeading
      ? """
      <h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l" for="\(name)">\(words)</label></h1>
      """ : "<label class=\"govuk-label\" for=\"\(name)\">\(words)</label>"
    return group(label + hintAndError + control)
  }

  /// A group around several controls that belong to one question.
  func legended(_ controls: HTML) -> HTML {
    let legend: HTML =
      isHeading
      ? """
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--l"><h1 class="govuk-fieldset__heading">\(words)</h1></legend>
      """ : "<legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">\(words)</legend>"
    return group(
      "<fieldset class=\"govuk-fieldset\"\(description)>\(legend)\(hintAndError)\(controls)</fieldset>")
  }

  private func group(_ content: HTML) -> HTML {
    let classes = "govuk-form-group\(error == nil ? "" : " govuk-form-group--error")"
    guard let most else { return "<div class=\"\(classes)\">\(content)</div>" }
    return """
      <div class="\(classes) govuk-character-count" data-module="govuk-character-count" data-maxlength="\(most)">\(content)\
      <div id="\(name)-info" class="govuk-hint govuk-character-count__message">You can enter up to \(AmountWords.number(most)) characters</div>\
      </div>
      """
  }

  /// A class for a control that shows an error.
  func errorClass(_ block: String) -> String { error == nil ? "" : " \(block)--error" }
}
