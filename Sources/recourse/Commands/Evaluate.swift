import ArgumentParser
import JSON
import MachineForms

/// `recourse evaluate`: CEL, by hand or in batches.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluates a CEL expression.",
    discussion: """
      With --batch, one JSON case a line is read from standard input and answered on standard output.

      Example: recourse evaluate 'data.value * 2 > 5' --data '{"value": 3}'
      """)

  @Argument(help: "The expression.")
  var expression: String?

  @Option(help: "A JSON object: the expression sees it as data.")
  var data: String?

  @Flag(help: "Reads cases from standard input, one a line.")
  var batch = false

  func validate() throws {
    if batch == (expression != nil) { throw ValidationError("give an expression, or --batch and none") }
  }

  func run() throws {
    if batch {
      let forms = EvaluateBatch()
      for line in Shell.inputLines() where !line.isEmpty { Shell.print(forms.answer(line: line)) }
      return
    }
    do throws(EvaluateError) {
      Shell.print(try EvaluateQuery(expression: expression ?? "", data: data).answer())
    } catch {
      throw Answer.no(error.description)
    }
  }
}
