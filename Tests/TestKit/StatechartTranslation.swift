import JSON

/// Turns a statechart of the shared cases into a workflow file.
struct StatechartTranslation {
  /// The case needs something that the workflow language leaves out.
  struct OutOfScope: Error {}

  private static let leftOut: Set<String> = [
    "invoke", "finalize", "autoforward", "send-parent", "send-child", "done-invoke-event", "foreach",
    "dynamic-event-name",
  ]

  /// Data are global wherever a chart writes them.
  private var data = JSONObject()

  mutating func workflow(of json: JSONValue) throws(OutOfScope) -> JSONValue {
    let features = Set((json["features"]?.arrayValue ?? []).compactMap(\.stringValue))
    guard features.isDisjoint(with: Self.leftOut), let chart = json["chart"] else { throw OutOfScope() }
    take(chart["data"])
    let children = chart["states"]?.arrayValue ?? []
    let states = try states(children)
    var fields = JSONObject()
    for (name, initial) in data {
      fields[name] = initial.isNull ? ["type": "dyn"] : ["type": "dyn", "initial": initial]
    }
    var workflow: JSONObject = ["workflow": "case", "title": json["id"] ?? ""]
    if !fields.isEmpty { workflow["data"] = .object(fields) }
    workflow["initial"] = Self.some(chart["initial"]) ?? .array([children.first?["id"] ?? ""])
    workflow["states"] = .object(states)
    return .object(workflow)
  }

  private mutating func take(_ items: JSONValue?) {
    for item in items?.arrayValue ?? [] { data[item["id"]?.stringValue ?? ""] = item["expr"] ?? .null }
  }

  private mutating func states(_ children: [JSONValue]) throws(OutOfScope) -> JSONObject {
    var states = JSONObject()
    for child in children { states[child["id"]?.stringValue ?? ""] = .object(try state(child)) }
    return states
  }

  private mutating func state(_ json: JSONValue) throws(OutOfScope) -> JSONObject {
    var state = JSONObject()
    if json["kind"] == "history" {
      state = ["type": "history", "history": json["history"] ?? "shallow", "target": json["default"] ?? []]
      if let actions = Self.some(json["default_actions"]) { state["actions"] = try self.actions(actions) }
      return state
    }
    if let kind = json["kind"] { state["type"] = kind }
    guard json["invoke"] == nil else { throw OutOfScope() }
    take(json["data"])
    if let initial = Self.some(json["initial"]) {
      state["initial"] = initial
      if let actions = Self.some(json["initial_actions"]) {
        state["initial"] = ["target": initial, "actions": try self.actions(actions)]
      }
    }
    for (key, name) in [("onentry", "entry"), ("onexit", "exit")] {
      guard let blocks = Self.some(json[key])?.arrayValue else { continue }
      var lists: [JSONValue] = []
      for block in blocks { lists.append(try actions(block)) }
      state[name] = .array(lists)
    }
    if let done = json["donedata"] { state["data"] = done["content"] ?? .string(Self.map(done["data"])) }
    if let transitions = Self.some(json["transitions"])?.arrayValue {
      var list: [JSONValue] = []
      for transition in transitions { list.append(try self.transition(transition)) }
      state["transitions"] = .array(list)
    }
    if let children = Self.some(json["states"])?.arrayValue { state["states"] = .object(try states(children)) }
    return state
  }

  private func transition(_ json: JSONValue) throws(OutOfScope) -> JSONValue {
    var transition = JSONObject()
    if let event = json["event"] { transition["event"] = event }
    if let delay = json["after"] { transition["after"] = .string("\(delay.serialized()) ms") }
    if let condition = json["cond"] { transition["guard"] = condition }
    if let target = Self.some(json["target"]) {
      transition["target"] = target
      if json["internal"] != true { transition["reenter"] = true }
    }
    if let actions = Self.some(json["actions"]) { transition["actions"] = try self.actions(actions) }
    return .object(transition)
  }

  private func actions(_ json: JSONValue) throws(OutOfScope) -> JSONValue {
    var list: [JSONValue] = []
    for item in json.arrayValue ?? [] { list.append(.object(try action(item))) }
    return .array(list)
  }

  private func action(_ json: JSONValue) throws(OutOfScope) -> JSONObject {
    switch json["do"]?.stringValue {
    case "assign": return ["assign": [json["to"]?.stringValue ?? "": json["value"] ?? ""] as JSONValue]
    case "raise": return ["raise": json["event"] ?? ""]
    case "log": return ["log": Self.log(json)]
    case "if": return try choice(json["branches"]?.arrayValue ?? [])
    case "cancel":
      guard json["id_expr"] == nil else { throw OutOfScope() }
      return ["cancel": json["id"] ?? ""]
    case "send": return try send(json)
    case _: throw OutOfScope()
    }
  }

  private static func log(_ json: JSONValue) -> JSONValue {
    let label = json["label"]?.stringValue
    guard let value = json["value"]?.stringValue else { return .string(JSONValue.string(label ?? "").serialized()) }
    return .string(label.map { "\(JSONValue.string($0 + "=").serialized()) + string(\(value))" } ?? value)
  }

  private func choice(_ branches: [JSONValue]) throws(OutOfScope) -> JSONObject {
    var rest: JSONValue?
    var choice = JSONObject()
    for branch in branches.reversed() {
      let then = try actions(branch["then"] ?? [])
      guard let condition = branch["cond"] else {
        rest = then
        continue
      }
      choice = ["if": condition, "then": then]
      if let rest, rest != [] { choice["else"] = rest }
      rest = [.object(choice)]
    }
    return choice
  }

  private func send(_ json: JSONValue) throws(OutOfScope) -> JSONObject {
    let target = json["target"]?.stringValue
    guard json["event_expr"] == nil, [nil, "internal", "self"].contains(target) else { throw OutOfScope() }
    var body: JSONObject = ["event": json["event"] ?? ""]
    if let data = json["data"] { body["data"] = .string(Self.map(data)) }
    if let content = json["content"] { body["data"] = content }
    if target == "internal" { return ["raise": .object(body)] }
    if let id = json["id"] { body["id"] = id }
    if let delay = json["delay"], delay != 0 { body["delay"] = .string("\(delay.serialized()) ms") }
    if let delay = json["delay_expr"] { body["delay"] = ["for": delay] }
    return ["send": .object(body)]
  }

  /// A CEL map of named expressions.
  private static func map(_ json: JSONValue?) -> String {
    let members = (json?.objectValue ?? [:]).map { name, expression in
      "\(JSONValue.string(name).serialized()): \(expression.stringValue ?? "")"
    }
    return "{\(members.joined(separator: ", "))}"
  }

  /// Nil also for an empty list or text, as the cases have them.
  private static func some(_ json: JSONValue?) -> JSONValue? { json == [] || json == "" ? nil : json }
}
