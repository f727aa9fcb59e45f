import TestKit

/// A small workflow that nobody wrote: a few states with deadlines and choices, now and then one within another, two
/// side by side, a letter to itself, a flag that is set and asked.
struct SmallWorkflow {
  let text: String
  /// What people may send, with the data that may come with it.
  let events: [String]
  /// What a case may be opened with: each value of each flag.
  let flags: [String]

  init(seed: UInt64) {
    var random = SplitMix(state: seed)
    func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    func chance(_ percent: Int) -> Bool { below(100) < percent }
    let count = 2 + below(3)
    let flags = Array(["x", "y"].prefix(below(3)))
    let names = (0..<count).map { "s\($0)" }
    let hasSend = chance(20)
    let nested = chance(30) ? below(count) : -1
    let parallel = chance(12) ? below(count) : -1
    var ends = names + ["done", "done"]
    if nested >= 0 { ends += ["in1"] }
    func target() -> String { ends[below(ends.count)] }
    func guarded() -> String {
      guard let flag = flags.first, chance(35) else { return "" }
      let name = flags.count > 1 && chance(50) ? flags[1] : flag
      switch below(4) {
      case 0: return ", guard: \"data.\(name)\""
      case 1: return ", guard: \"!data.\(name)\""
      case 2: return flags.count > 1 ? ", guard: \"data.x && !data.y\"" : ", guard: \"data.\(name)\""
      default: return ", guard: \"data.\(name) || inState('\(names[0])')\""
      }
    }
    func actions() -> String {
      guard chance(25) else { return "" }
      if let flag = flags.last, chance(70) { return ", actions: [assign: { \(flag): \"\(chance(70))\" }]" }
      return hasSend ? ", actions: [send: { event: knock, id: knock, delay: \(1 + below(3)) working days }]" : ""
    }
    func delay() -> String {
      if let flag = flags.first, chance(12) {
        return "{ for: \"data.\(flag) ? workingDays(\(1 + below(2))) : workingDays(\(1 + below(3)))\" }"
      }
      return "\(1 + below(3)) working days"
    }
    func deadline(_ pad: String) -> String {
      guard chance(80) else { return "" }
      if chance(20) {
        return "\(pad)within: \(delay())\n\(pad)otherwise:\n\(pad)  - { target: \(target())\(guarded())\(actions()) }\n"
          + "\(pad)  - { target: \(target())\(actions()) }\n"
      }
      return "\(pad)within: \(delay())\n\(pad)otherwise: { target: \(target())\(guarded())\(actions()) }\n"
    }
    func choices(_ pad: String) -> String {
      var lines: [String] = []
      for event in ["go", "turn"] where chance(45) {
        let stays = chance(15) && !flags.isEmpty
        lines.append(
          stays
            ? "\(pad)  \(event): { by: [desk], actions: [assign: { \(flags[0]): \"!data.\(flags[0])\" }] }"
            : "\(pad)  \(event): { by: [desk], target: \(target())\(guarded())\(actions()) }")
      }
      if hasSend, chance(50) { lines.append("\(pad)  knock: { target: \(target()) }") }
      return lines.isEmpty ? "" : "\(pad)on:\n" + lines.map { $0 + "\n" }.joined()
    }
    var text = "parties: { desk: { staff: true } }\n"
    if !flags.isEmpty {
      text += "form: [\(flags.joined(separator: ", "))]\ndata:\n"
      for flag in flags { text += "  \(flag): { type: bool, required: true }\n" }
    }
    text += "states:\n"
    for (number, name) in names.enumerated() {
      text += "  \(name):\n"
      if hasSend, number == 0, chance(60) {
        text += "    entry: [send: { event: knock, id: knock, delay: \(1 + below(4)) working days }]\n"
        if chance(50) { text += "    exit: [cancel: knock]\n" }
      }
      text += deadline("    ") + choices("    ")
      if number == nested {
        text += "    states:\n      in0:\n" + deadline("        ") + choices("        ")
        text += "      in1:\n" + deadline("        ") + choices("        ")
      } else if number == parallel {
        text += "    type: parallel\n    onDone: \(target())\n    states:\n"
        for region in ["p", "q"] {
          text +=
            "      \(region):\n        states:\n          \(region)0:\n            within: \(1 + below(3)) working days\n"
          text += "            otherwise: \(region)1\n"
          if chance(50) { text += "            on: { go: { by: [desk], target: \(region)1 } }\n" }
          text += "          \(region)1: { type: final }\n"
        }
      } else {
        text += "    description: A state\n"
      }
    }
    text += "  done: { type: final }\n"
    self.text = text
    self.flags = flags
    // Where no role is named anywhere, anybody may send anything.
    events = text.contains("by: [desk]") ? ["go", "turn"] : ["go", "turn", "knock"]
  }
}
