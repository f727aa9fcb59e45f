/// Something that is not as a scenario expects.
package struct ScenarioDifference: Sendable, CustomStringConvertible {
  package let place: SourcePlace
  package let difference: String

  init(_ place: SourcePlace, _ difference: String) {
    self.place = place
    self.difference = difference
  }

  package var description: String { "\(place): \(difference)" }
}
