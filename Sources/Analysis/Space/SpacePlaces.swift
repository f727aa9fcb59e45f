import Statechart

/// Where cases stand, but for their data, and what may happen there: it is worked out once for all cases in which it
/// comes out the same.
final class SpacePlaces {
  private struct Place: Hashable {
    let configuration: StateSet
    let history: [StateSet?]
    let isDone: Bool
    let timers: [SpaceTimer]
  }

  private let stepper: SpaceStepper
  private let stimuli: SpaceStimuli
  private var numbers: [Place: Int] = [:]
  /// By place: what people, programs and clocks may send.
  private var stimuliThere: [[SpaceStepper.Stimulus]?] = []
  /// By place: the ways that each timer was seen to go, and each of the others.
  private var timerWays: [[Int: SpaceMemory]] = []
  private var otherWays: [[Int: SpaceMemory]] = []

  init(_ stepper: SpaceStepper, _ stimuli: SpaceStimuli) { (self.stepper, self.stimuli) = (stepper, stimuli) }

  func number(of node: SpaceNode) -> Int {
    let place = Place(
      configuration: node.session.configuration, history: node.histories.map { node.session.history[$0] },
      isDone: node.isDone, timers: node.timers)
    if let known = numbers[place] { return known }
    numbers[place] = numbers.count
    stimuliThere.append(nil)
    timerWays.append([:])
    otherWays.append([:])
    return numbers.count - 1
  }

  /// The ways that a case may go when one of its timers fires.
  func ways(of node: SpaceNode, at place: Int, timer: Int) -> (cause: SpaceStep.Cause, ways: [SpaceWay]) {
    let stimulus = stimuli.firing(node.timers[timer])
    let ways = timerWays[place][timer, default: SpaceMemory()].ways(of: node) {
      stepper.ways(of: stimulus, on: node, timer: timer)
    }
    return (stimulus.cause, ways)
  }

  /// The ways that it may go when people, programs or clocks send something.
  func ways(of node: SpaceNode, at place: Int) -> [(cause: SpaceStep.Cause, ways: [SpaceWay])] {
    let known = stimuliThere[place] ?? stimuli.stimuli(of: node)
    stimuliThere[place] = known
    return known.enumerated().map { number, stimulus in
      let ways = otherWays[place][number, default: SpaceMemory()].ways(of: node) {
        stepper.ways(of: stimulus, on: node)
      }
      return (stimulus.cause, ways)
    }
  }
}
