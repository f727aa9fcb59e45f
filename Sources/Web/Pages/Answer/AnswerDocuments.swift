import Engine

/// The documents that may come with an answer.
enum AnswerDocuments {
  static let field = "documents"
  private static let most = 5
  static func control(error: String?) -> HTML {
    let question = Question(
      field, "Documents",
      hint: "Up to \(most), 20 MB together: \(DocumentCheck.kindWords).",
      error: error, isOptional: true)
    return question.labelled(
      """
      <input class="govuk-file-upload\(question.errorClass("govuk-file-upload"))" id="\(field)" name="\(field)" \
      type="file" multiple\(question.description)>
      """)
  }

  /// The documents, with what they are found to be.
  ///
  /// - Returns: nil with what is wrong with them, as a sentence.
  static func read(_ files: [UploadedFile]) -> (documents: [AnswerDesk.Document]?, problem: String?) {
    guard files.count <= most else { return (nil, "Send at most \(most) documents") }
    guard files.reduce(0, { $0 + $1.bytes.count }) <= EngineLimits.attachmentBytes else {
      return (nil, "The documents must be 20 MB together or smaller")
    }
    var documents: [AnswerDesk.Document] = []
    for file in files {
      let (type, problem) = DocumentCheck.mediaType(of: file)
      guard let type else { return (nil, problem) }
      documents.append(AnswerDesk.Document(name: file.name, mediaType: type, bytes: file.bytes))
    }
    return (documents, nil)
  }
}
