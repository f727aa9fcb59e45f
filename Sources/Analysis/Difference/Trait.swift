import Statechart

/// One thing that a workflow says of one of its parts.
struct Trait: Equatable {
  /// What is said, in a form that can be compared and told.
  enum Value: Equatable {
    case text(String)
    /// An expression as the workflow writes it, and the same in words where there are some.
    case expression(String, words: String?)
    /// A yes or no, as what it means for whoever reads it.
    case flag(Bool, yes: String, no: String)
    case length(LengthText)
    /// Parts of the workflow, or words, in their order.
    case names([Name])
    /// Entries of which each may change by itself.
    case lines([String])
  }

  /// Something that is referred to: the same in both versions when its key is, whatever it is called.
  struct Name: Hashable {
    let key: String
    let words: String

    static func == (left: Name, right: Name) -> Bool { left.key == right.key }
    func hash(into hasher: inout Hasher) { hasher.combine(key) }
  }

  /// Finds the same trait of another version.
  let key: String
  let area: ChangeArea
  /// What it is called: "the owner".
  let noun: String
  let value: Value
  /// Whether it is what the language takes where a file says nothing.
  let isUsual: Bool

  init(_ noun: String, _ area: ChangeArea, _ value: Value, key: String? = nil, isUsual: Bool = false) {
    self.isUsual = isUsual
    self.key = key ?? noun
    self.noun = noun
    self.area = area
    self.value = value
  }

  /// Everything it says, a line each, for a part that is new or gone.
  var lines: [String] {
    if isUsual { return [] }
    return switch value {
    case .text(let text): ["\(noun): \(text.onOneLine)"]
    case .expression(let source, _): ["\(noun): \(source.onOneLine)"]
    case .flag(let isSo, let yes, let no): [isSo ? yes : no]
    case .length(let length): ["\(noun): \(length.source.onOneLine)"]
    case .names(let names): names.isEmpty ? [] : ["\(noun): \(names.map(\.words).joined(separator: ", "))"]
    case .lines(let lines): lines.isEmpty ? [] : ["\(noun):"] + lines.map { "  \($0)" }
    }
  }
}

extension String {
  /// With every run of white space as one space.
  var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
