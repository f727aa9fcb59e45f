/// A YAML file that was read: its one value, as far as reading got.
///
/// The language is YAML 1.2 with one document a file. Merge keys (`<<`) are no part of it and refused; so are tags
/// other than `!!str`, `!!seq` and `!!map`, and keys that are not text. A file in JSON is YAML as it stands, but for
/// two things of the parser's: a key has at most 1,024 characters, and what is beyond U+FFFF is written as itself and
/// not as a pair of `\u` escapes.
package struct YAMLDocument {
  /// The value, nil where there is none. Where reading broke off it holds what stood before, marked as cut.
  package let root: YAMLNode?

  /// False where something was left out: check keys and values, but don't conclude from what is absent.
  package let isComplete: Bool

  /// Reads a file's bytes. Findings name it as `file`.
  package init(reading bytes: [UInt8], file: String, limits: YAMLLimits = YAMLLimits(), diagnostics: Diagnostics) {
    guard let source = YAMLScreening.text(of: bytes, file: file, limits: limits, diagnostics: diagnostics) else {
      root = nil
      isComplete = false
      return
    }
    var builder = YAMLTreeBuilder(source: source, limits: limits, diagnostics: diagnostics)
    source.bytes.withUnsafeBufferPointer { builder.read(YAMLEventReader(source, $0)) }
    root = builder.root
    isComplete = builder.isComplete && builder.root != nil
  }

  /// Reads text, for a file that is at hand as such.
  package init(reading text: String, file: String, limits: YAMLLimits = YAMLLimits(), diagnostics: Diagnostics) {
    self.init(reading: Array(text.utf8), file: file, limits: limits, diagnostics: diagnostics)
  }
}
