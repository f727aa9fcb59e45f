import Statechart

/// One way that a step may go: the same for all cases that differ in nothing but fields that nobody asks for on it.
final class SpaceWay: Sendable {
  /// Where a case comes to rest.
  struct Rest: Sendable {
    /// Its data have marks for all that was not asked or set.
    let session: Session
    let cells: [Int: StateSet]
    let timers: [SpaceTimer]
    let live: [Int]
    let histories: [Int]
    /// The fields that may still be asked and are as they were before.
    let kept: [Int]
  }

  /// Nil where the step never ends.
  let rest: Rest?
  /// The fields that it was asked for on the way.
  let asked: StateSet
  let origins: [Int?]
  let outputs: [Output]
  /// What was taken for granted of the fields that were asked, as they stood before.
  let assumed: [Int: StateSet]
  let given: [Int: StateSet]
  let clocks: [String: DaySpan]
  /// By text of what was asked when it was over; nil for what stays open.
  let answers: [String: Bool?]
  let isGuessed: Bool
  let isIgnored: Bool

  init(
    rest: Rest?, asked: StateSet, origins: [Int?], outputs: [Output], assumed: [Int: StateSet],
    given: [Int: StateSet], clocks: [String: DaySpan], answers: [String: Bool?], isGuessed: Bool, isIgnored: Bool
  ) {
    self.rest = rest
    self.asked = asked
    self.origins = origins
    self.outputs = outputs
    self.assumed = assumed
    self.given = given
    self.clocks = clocks
    self.answers = answers
    self.isGuessed = isGuessed
    self.isIgnored = isIgnored
  }

  /// Whether somebody who looks at both sees the same happen.
  func looksLike(_ other: SpaceWay) -> Bool {
    self === other || origins == other.origins && answers == other.answers && outputs == other.outputs
  }
}

extension SpaceModel {
  /// The node in which a case rests that has gone some way; nil where that never ends.
  ///
  /// - Parameter before: where it stood; nil for one that has just been opened.
  func node(_ way: SpaceWay, after before: SpaceNode?) -> SpaceNode? {
    guard let rest = way.rest else { return nil }
    guard let before, !rest.kept.isEmpty else {
      return SpaceNode(
        session: rest.session, cells: rest.cells, timers: rest.timers, live: rest.live, histories: rest.histories)
    }
    var data = rest.session.data
    var cells = rest.cells
    for field in rest.kept {
      if let known = before.cells[field] {
        cells[field] = known
      } else if before.session.data[field].unsettledNumber == nil {
        data[field] = before.session.data[field]
      } else {
        // Nobody could have asked for it where the case stood.
        cells[field] = self.cells[field]?.all
      }
    }
    return SpaceNode(
      session: rest.session.with(data: data), cells: cells, timers: rest.timers, live: rest.live,
      histories: rest.histories)
  }
}
