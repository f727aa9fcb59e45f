import Expression
import Statechart

// Cases that a case starts, and the case that started it.
extension StepRun {
  mutating func startCase(of name: String, _ id: String?, with arguments: Value) {
    let generation = (`case`.parent?.generation ?? 0) + 1
    guard generation <= CaseParent.longestLine else {
      outputs.append(.fault("no case of \(name) was started: \(CaseParent.longestLine) cases stand above this one"))
      return
    }
    effects.append(
      .start(
        workflow: name, as: CaseParent(id: `case`.id, name: id ?? name, generation: generation), with: arguments))
  }

  /// Once the case has closed, whoever started it is to hear with which data.
  mutating func reportEnd() {
    guard let parent = `case`.parent else { return }
    var data = Value.null
    for case .ended(_, let ending) in outputs { data = ending }
    effects.append(.report(to: parent, with: data))
  }

  /// Notes a case that this one has started.
  mutating func adopt(_ child: CaseID) {
    let link = CaseLink(child, .child)
    if !`case`.links.contains(link) { `case`.links.append(link) }
  }
}
