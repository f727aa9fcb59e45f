import Engine

/// The documents that may come with an answer.
enum AnswerDocuments {
  static let field = "documents"
  private static let most = 5
  private static let endings: Set<String> = [
    "pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "txt", "rtf", "png", "jpg", "jpeg", "eml", "msg",
  ]

  static func control(error: String?) -> HTML {
    let question = Question(
      field, "Documents",
      hint: "Up to \(most), 20 MB together: PDF, Word, Excel, OpenDocument, text, pictures or mail.",
      error: error, isOptional: true)
    return question.labelled(
      """
      <input class="govuk-file-upload\(question.errorClass("govuk-file-upload"))" id="\(field)" name="\(field)" \
      type="file" multiple\(question.description)>
      """)
  }

  /// What is wrong with them, as a sentence; nil where all is well.
  static func problem(with files: [UploadedFile]) -> String? {
    guard files.count <= most else { return "Send at most \(most) documents" }
    guard files.reduce(0, { $0 + $1.bytes.count }) <= EngineLimits.attachmentBytes else {
      return "The documents must be 20 MB together or smaller"
    }
    let isKnown = files.allSatisfy { file in
      file.name.split(separator: ".").last.map { endings.contains($0.lowercased()) } ?? false
    }
    return isKnown ? nil : "Send documents of the kinds that are named above"
  }
}
