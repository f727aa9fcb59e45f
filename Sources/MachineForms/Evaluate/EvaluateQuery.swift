internal import Expression
internal import JSON

/// `recourse evaluate EXPR --data JSON`: one expression over some data, for trying things out.
package struct EvaluateQuery: Sendable {
  private let source: String
  private let data: Value

  /// Asks for the value of an expression.
  ///
  /// - Parameters:
  ///   - expression: CEL text that may speak of `data`.
  ///   - data: a JSON object; nil where there is none.
  package init(expression: String, data: String? = nil) throws(EvaluateError) {
    source = expression
    guard let data else {
      self.data = .map(MapValue())
      return
    }
    do {
      self.data = PlainValue.value(try JSONValue(parsing: data))
    } catch {
      throw EvaluateError(message: "the data is not JSON (\(error))", remedy: "write an object, {\"field\": value}")
    }
    guard case .map = self.data else {
      throw EvaluateError(message: "the data is not an object", remedy: "write {\"field\": value}")
    }
  }

  /// The value, as JSON text.
  package func answer() throws(EvaluateError) -> String {
    let environment = Environment(variables: [Variable(name: "data", type: .map(.string, .dyn))])
    let expression: Expression
    do throws(ExpressionProblems) {
      expression = try environment.compile(source)
    } catch {
      throw EvaluateError(error)
    }
    do throws(EvaluationError) {
      return PlainValue.json(try expression.evaluate(PlainActivation([data]))).serialized()
    } catch {
      throw EvaluateError(error)
    }
  }
}
