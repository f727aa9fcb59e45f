/// One worker's turn at announcements: so many under way at once, and what happens meanwhile is taken in and begun, so that
/// a receiver that keeps us waiting keeps no other waiting.
struct AnnouncementRun: Sendable {
  private enum Happening: Sendable {
    case attempted
    /// The rest before the next look is over.
    case rested
  }

  let service: AnnouncementService
  /// Wakes the run; without one it ends as soon as nothing is left.
  var bell: Doorbell?
  /// How long it rests before it looks again.
  var poll: @Sendable () -> Duration = { .zero }
  /// Once it is set, nothing more is begun.
  var stop = StopSignal()

  /// - Returns: how many attempts were made.
  func run() async throws -> Int {
    var (made, underWay, isResting, mayGather) = (0, 0, false, true)
    try await withThrowingTaskGroup(of: Happening.self) { group in
      while true {
        if !stop.isSet {
          if mayGather { try await service.gather() }
          mayGather = false
          if underWay < EngineLimits.announcements {
            for (announcement, subscription) in try await service.claim(EngineLimits.announcements - underWay) {
              (made, underWay) = (made + 1, underWay + 1)
              group.addTask {
                try await service.attempt(announcement, subscription)
                return .attempted
              }
            }
          }
        }
        if underWay == 0 {
          await service.rest()
          if bell == nil || stop.isSet { break }
        }
        if let bell, !isResting, !stop.isSet {
          isResting = true
          let limit = poll()
          group.addTask {
            await bell.rest(atMost: limit)
            return .rested
          }
        }
        switch try await group.next() {
        case .attempted: underWay -= 1
        case .rested: (isResting, mayGather) = (false, true)
        case nil: break
        }
      }
      group.cancelAll()
    }
    return made
  }
}
