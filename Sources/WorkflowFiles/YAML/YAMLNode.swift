/// A value in a YAML file, which knows where it stands.
///
/// An alias is the very node that its anchor marks, so that a file cannot grow by naming things often.
package final class YAMLNode: Sendable {
  /// What a value is made of.
  package enum Content: Sendable {
    /// Text, of whatever meaning: what `on` or `12` means is for the reader that asks.
    case scalar(YAMLScalar)

    /// A list, in order.
    case sequence([YAMLNode])

    /// Pairs of key and value, in document order. Every key is a scalar, and no two have the same text.
    case mapping([YAMLPair])
  }

  /// What the value is made of.
  package let content: Content

  /// The text of the file that it stands in.
  package let source: SourceText

  /// True where reading broke off inside of it: what is missing may have been meant to follow.
  package let isCut: Bool

  /// Values in it, itself included, with every alias counted as what it stands for.
  let weight: Int

  /// Levels of lists and mappings from here down.
  let height: Int

  private let startOffset: Int
  private let endOffset: Int

  init(
    _ content: Content, in source: SourceText, from start: Int, to end: Int, weight: Int = 1, height: Int = 0,
    isCut: Bool = false
  ) {
    self.content = content
    self.source = source
    self.startOffset = start
    self.endOffset = end
    self.weight = weight
    self.height = height
    self.isCut = isCut
  }

  /// Where it begins.
  package var start: SourceMark { source.mark(at: startOffset) }

  /// Where it stands. A block list or mapping reaches to where the next thing begins.
  package var range: SourceRange { SourceRange(start: start, end: source.mark(at: endOffset)) }

  /// Where it begins, for a finding.
  package var place: SourcePlace { source.place(at: startOffset) }
}

/// A key with its value.
package struct YAMLPair: Sendable {
  /// The key, always a scalar.
  package let key: YAMLNode

  /// The value; an empty plain scalar where nothing was written.
  package let value: YAMLNode

  /// The key's text.
  package var name: String { key.text ?? "" }
}

/// Text as it was written in a YAML file.
package struct YAMLScalar: Hashable, Sendable {
  /// How a text was written.
  package enum Style: Hashable, Sendable, CaseIterable {
    /// Without quotes.
    case plain

    /// In single quotes.
    case singleQuoted

    /// In double quotes, with escapes.
    case doubleQuoted

    /// A block after `|`, line by line.
    case literal

    /// A block after `>`, lines joined.
    case folded
  }

  /// The text, quotes and escapes taken off.
  package let text: String

  /// How it was written.
  package let style: Style

  /// True where it was tagged as text (`!!str` or `!`).
  package let isTaggedAsText: Bool
}
