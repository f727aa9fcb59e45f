/// A statement with its values, ready to be sent.
package struct Command: Sendable {
  package let statement: Statement
  package let parameters: [Parameter]

  package init(_ statement: Statement, _ parameters: [Parameter] = []) {
    self.statement = statement
    self.parameters = parameters
  }
}
