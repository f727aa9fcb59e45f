/// One tag of a message, `{{ … }}`, or the text between two.
enum TemplateToken {
  case text(Range<Int>)
  case tag(TemplateTag)
}

/// What stands between `{{` and `}}`.
struct TemplateTag {
  enum Kind {
    case insert
    case section(shownWhen: Bool)
    case end
    case comment
  }

  let kind: Kind
  /// Where the tag begins, in bytes.
  let start: Int
  /// What stands in it besides its sign, white space taken off.
  let content: Range<Int>
}
