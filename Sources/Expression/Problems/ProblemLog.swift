/// The problems found so far; past the limit further ones are counted and left out.
struct ProblemLog {
  private(set) var problems: [ExpressionProblem] = []

  var isEmpty: Bool { problems.isEmpty }
  var isFull: Bool { problems.count >= ExpressionLimits.problems }

  mutating func add(_ code: ExpressionProblem.Code, at place: Place, _ message: String, remedy: String? = nil) {
    guard !isFull else { return }
    let problem = ExpressionProblem(
      offset: place.offset, length: place.length, code: code, message: message, remedy: remedy)
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// The problems in the order of the text.
  var all: ExpressionProblems {
    ExpressionProblems(problems.sorted { $0.offset < $1.offset })
  }
}
