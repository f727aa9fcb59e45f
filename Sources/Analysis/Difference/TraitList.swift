import Expression

/// The traits of one part as they are collected: what is not said is left out.
struct TraitList {
  private(set) var traits: [Trait] = []

  mutating func text(_ noun: String, _ area: ChangeArea, _ text: String?, isUsual: Bool = false) {
    if let text { traits.append(Trait(noun, area, .text(text), isUsual: isUsual)) }
  }

  mutating func expression(
    _ noun: String, _ area: ChangeArea, _ expression: Expression?, words: (String) -> String? = { _ in nil }
  ) {
    guard let expression else { return }
    traits.append(Trait(noun, area, .expression(expression.source, words: words(expression.source))))
  }

  /// - Parameters:
  ///   - yes: what it means, as a whole clause: "it must be filled in".
  ///   - no: the same for what it is without.
  mutating func flag(_ key: String, _ area: ChangeArea, _ isSo: Bool, yes: String, no: String) {
    traits.append(Trait(key, area, .flag(isSo, yes: yes, no: no), isUsual: !isSo))
  }

  mutating func length(_ noun: String, _ area: ChangeArea, _ length: LengthText?, key: String? = nil) {
    if let length { traits.append(Trait(noun, area, .length(length), key: key)) }
  }

  mutating func names(_ noun: String, _ area: ChangeArea, _ names: [Trait.Name]) {
    traits.append(Trait(noun, area, .names(names)))
  }

  mutating func names(_ noun: String, _ area: ChangeArea, words: [String]) {
    names(noun, area, words.map { Trait.Name(key: $0, words: $0) })
  }

  mutating func lines(_ noun: String, _ area: ChangeArea, _ lines: [String]) {
    traits.append(Trait(noun, area, .lines(lines)))
  }
}
