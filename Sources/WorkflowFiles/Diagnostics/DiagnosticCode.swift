/// The stable name of a kind of finding. A code is never renamed and never reused for something else.
package enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
  // The file as bytes.
  case unreadableFile = "unreadable-file"
  case emptyFile = "empty-file"
  case fileTooLarge = "file-too-large"
  case notUTF8 = "not-utf8"
  case controlCharacter = "control-character"

  // The file as YAML.
  case syntax = "yaml-syntax"
  case tab = "tab-in-indentation"
  case directive = "yaml-directive"
  case severalDocuments = "several-documents"
  case unknownTag = "unknown-tag"
  case unknownAlias = "unknown-alias"
  case recursiveAlias = "recursive-alias"
  case duplicateKey = "duplicate-key"
  case mergeKey = "merge-key"
  case keyNotText = "key-not-text"
  case tooDeep = "too-deep"
  case tooManyNodes = "too-many-nodes"
  case textTooLong = "text-too-long"

  // The file as the language of workflows.
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case conflictingKeys = "conflicting-keys"
  case wrongType = "wrong-type"
  case unknownWord = "unknown-word"
  case outOfRange = "out-of-range"

  // What a workflow refers to.
  case duplicateID = "duplicate-id"
  case unknownState = "unknown-state"
  case unknownField = "unknown-field"
  case unknownParty = "unknown-party"
  case unknownEvent = "unknown-event"
  case unknownRole = "unknown-role"
  case unknownTemplate = "unknown-template"
  case unknownCalendar = "unknown-calendar"
  case unknownWorkflow = "unknown-workflow"
  case unknownSend = "unknown-send"
  case ambiguousName = "ambiguous-name"

  // The shape of its states.
  case noStates = "no-states"
  case initialOutside = "initial-outside"
  case historyOutside = "history-outside"
  case conflictingTargets = "conflicting-targets"
  case notAStatechart = "not-a-statechart"
  case unreachableState = "unreachable-state"
  case noWayOut = "no-way-out"
  case neverTaken = "never-taken"
  case endlessLoop = "endless-loop"

  // How long its cases last.
  case waitsForever = "waits-forever"
  case unboundedLoop = "unbounded-loop"
  case clockTooShort = "clock-too-short"
  case tooManyCases = "too-many-cases"
  case unlimitedPause = "unlimited-pause"
  case lateReminder = "late-reminder"

  // Its guards.
  case alwaysTrue = "always-true"
  case alwaysFalse = "always-false"
  case overlappingGuards = "overlapping-guards"
  case guardsLeaveGap = "guards-leave-gap"

  // What it declares and does not use, or uses and does not have.
  case unusedField = "unused-field"
  case neverFilledIn = "never-filled-in"
  case onlyPeopleRead = "only-people-read"
  case unusedParty = "unused-party"
  case unusedTemplate = "unused-template"
  case unsendableEvent = "unsendable-event"
  case unansweredEvent = "unanswered-event"

  // What it gives away.
  case namesWithoutConsent = "names-without-consent"

  // What its own properties say of it.
  case propertyNever = "property-never"
  case propertyAlways = "property-always"
  case propertyUnproved = "property-unproved"
  case propertyWithoutObject = "property-without-object"

  // Its delays, its expressions and its messages.
  case invalidDelay = "invalid-delay"
  case expressionSyntax = "expression-syntax"
  case expressionTooLarge = "expression-too-large"
  case expressionType = "expression-type"
  case expressionConstant = "expression-constant"
  case unknownName = "unknown-name"
  case unknownFunction = "unknown-function"
  case templateSyntax = "template-syntax"
  case missingSubject = "missing-subject"
  case unknownHeader = "unknown-header"

  // Its size.
  case tooManyStates = "too-many-states"
  case statesTooDeep = "states-too-deep"
  case tooManyTransitions = "too-many-transitions"
  case tooManyExpressions = "too-many-expressions"
  case tooManyFields = "too-many-fields"
  case tooManyFiles = "too-many-files"

  // What can be read and probably was not meant.
  case noEffect = "no-effect"
  case awkwardName = "awkward-name"
  case notChecked = "not-checked"

  // A table of a register.
  case malformedTable = "malformed-table"
  case wrongCount = "wrong-cell-count"
  case missingCell = "missing-cell"
  case unknownColumn = "unknown-column"
  case repeatedRow = "repeated-row"
  case wrongCell = "wrong-cell"
  case unknownOrganisation = "unknown-organisation"
  case unknownContract = "unknown-contract"
  case unknownDeputy = "unknown-deputy"

  // A stored version.
  case changedText = "changed-text"

  // The report itself.
  case moreFindings = "more-findings"
}
