/// Text that people write into a case, beside its fields.
enum CaseText {
  /// - Throws: a problem in plain words where it is empty, too long, or holds what a terminal would obey.
  static func check(_ text: String, _ field: String, limit: Int) throws(Rejection) {
    let problem: String
    if text.allSatisfy(\.isWhitespace) {
      problem = "is required"
    } else if text.unicodeScalars.count > limit {
      problem = "must be \(limit) characters or fewer"
    } else if text.unicodeScalars.contains(where: DataField.isControl) {
      problem = "must have no control characters but new lines and tabs"
    } else {
      return
    }
    throw .data([FieldProblem(field: field, problem: problem)])
  }
}
