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

  // The report itself.
  case moreFindings = "more-findings"
}
