import Casework
import Statechart
import WorkingTime

/// Reads the shorthand for escalation: `within` and `otherwise`, and the reminders before.
struct DeadlineReader {
  let context: ReadingContext

  /// The message that a reminder is, where the file names none.
  static let usualReminder = "reminder"

  /// The transitions that are taken when the deadline passes.
  func deadline(_ map: MappingReader) -> [ReadTransition] {
    let within = map.optional("within")
    let otherwise = map.optional("otherwise")
    guard let within, let key = map.key("within") else {
      if otherwise != nil {
        map.refuse(
          "otherwise", because: "it goes with \"within\"", remedy: "add \"within: 10 working days\", or the like")
      }
      return []
    }
    let length = DelayReader(context: context).length(within, "within")
    guard let otherwise else {
      context.diagnostics.warning(
        .noEffect, at: key.place, "nothing happens when this deadline passes",
        remedy: "add \"otherwise: \" with the state to go to")
      return length.map { [still(.timer($0), "within", [], at: key.place)] } ?? []
    }
    // A delay that can't be read stands in as one that can, so that what follows it is looked at as well.
    let call = TransitionReader.Call(
      trigger: .timer(length ?? .fixed(.elapsed(.zero))), place: within.place, timer: "within")
    return TransitionReader(context: context).transitions(otherwise, on: call)
  }

  /// Which of a state's transitions is taken at once where its owner turns out to be nobody: its deadline's. A state
  /// whose owner only the directory can tell is skipped unless it says otherwise; any other only where it says so, as
  /// somebody may still pick it up.
  func whenVacant(_ map: MappingReader, _ state: ReadState, _ deadline: [ReadTransition]) -> Int? {
    let wish = map.bool("skip-empty")
    let leads = deadline.contains { !$0.definition.targets.isEmpty }
    if wish == true {
      guard leads, state.owner != nil else {
        map.refuse(
          "skip-empty", because: "only a state with \"owner\", \"within\" and \"otherwise\" can be skipped",
          remedy: "say whose move it is and where the case goes when the deadline passes, or take it out")
        return nil
      }
      guard !map.has("states") else {
        map.refuse(
          "skip-empty", because: "a state with states inside is not skipped as a whole",
          remedy: "write it on the states inside, each with its own owner and deadline")
        return nil
      }
    }
    guard leads, !map.has("states"), let owner = state.owner, wish ?? context.vacantParties.contains(owner) else {
      return nil
    }
    return state.deadline
  }

  /// One transition for each reminder: it goes nowhere and sends the state's owner a message.
  func reminders(_ map: MappingReader, of entry: Int) -> [ReadTransition] {
    guard let remind = map.optional("remind"), let key = map.key("remind") else { return [] }
    var template = Located(Self.usualReminder, at: key)
    let delays: [YAMLNode]
    if remind.pairs != nil, remind["at"] != nil || remind["template"] != nil, remind["for"] == nil {
      let read = MappingReader.read(remind, "remind", context.diagnostics) { map in
        (at: map.oneOrMore("at", of: "delays", isRequired: true), template: map.located("template"))
      }
      delays = read?.at ?? []
      template = read?.template ?? template
    } else {
      delays = remind.readOneOrMore("remind", of: "delays", context.diagnostics) ?? []
    }
    _ = context.checkTemplate(template)
    guard let owner = owner(of: entry, at: key) else { return [] }
    return delays.enumerated().compactMap { index, node in
      guard let length = DelayReader(context: context).length(node, "remind"), context.takesTransition(at: node) else {
        return nil
      }
      let message = EffectReader(context: context).reminder(to: owner, template: template.value, at: node.place)
      return still(.timer(length), "remind.\(index + 1)", [message], at: node.place)
    }
  }

  private func owner(of entry: Int, at key: YAMLNode) -> String? {
    guard let node = context.outline.owner(of: entry) else {
      context.diagnostics.error(
        .missingKey, at: key.place, "a reminder goes to the owner, and this state has none",
        remedy: "add \"owner: \" with the party whose move it is")
      return nil
    }
    // An owner that there is not is reported where it stands.
    return node.text.flatMap { context.knownParties.contains($0) ? $0 : nil }
  }

  private func still(
    _ trigger: TransitionDefinition.Trigger, _ timer: String, _ actions: [Action], at place: SourcePlace
  ) -> ReadTransition {
    ReadTransition(
      definition: TransitionDefinition(trigger: trigger, actions: actions), note: TransitionNote(timer: timer),
      places: TransitionPlaces(transition: place, trigger: place, guard: nil, targets: []))
  }
}
