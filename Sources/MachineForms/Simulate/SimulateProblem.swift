/// Why a line of a simulation, or the simulation as a whole, was refused.
package struct SimulateProblem: Error, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
