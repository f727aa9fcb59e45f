/// The colours of GOV.UK's design system. Every text has a contrast of at least 4.5 to 1 against what it stands on, and
/// nothing is said by colour alone.
enum DotPalette {
  static let text = "#0b0c0c"
  static let secondary = "#505a5f"
  static let link = "#1d70b8"
  static let time = "#942514"
  static let paper = "#ffffff"
  /// The frames of groups, lighter outside than inside.
  static let frames = ["#f8f8f8", "#f0f1f2", "#e7e9ea"]
  static let frameLine = "#b1b4b6"
  static let own = "#eef4fa"
  static let end = "#e8f3ee"
  static let endLine = "#005a30"
  static let current = "#ffdd00"
  static let visited = "#d2e2f1"
}
