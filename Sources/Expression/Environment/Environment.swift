/// What an expression may speak of: the variables and functions that are there when it runs.
package struct Environment: Sendable {
  /// The namespace in which relative names are looked up first, for example `com.example`.
  package let container: String
  package let variables: [Variable]
  package let functions: [Function]
  /// The names, arranged once for all that is compiled here.
  let names: NameTable

  package init(container: String = "", variables: [Variable], functions: [Function] = []) {
    self.container = container
    self.variables = variables
    self.functions = functions
    names = NameTable(container: container, variables: variables, functions: functions)
  }
}
