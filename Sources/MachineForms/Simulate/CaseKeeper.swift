package import Casework

/// Where a simulated case lives between two inputs.
package protocol CaseKeeper: AnyObject {
  /// The case as it is kept; nil while it is kept nowhere but in the simulation itself.
  func load() throws -> Case?
  /// Keeps what steps made of the case.
  func keep(_ updates: [CaseUpdate]) throws
}
