/// The tree of a workflow's states before anything in them is read: enough to know what every id refers to.
struct StateOutline {
  struct Entry {
    let id: String
    let key: YAMLNode
    let body: YAMLNode
    let depth: Int
    let parent: Int?
    var children: [Int] = []
    /// Where the entries that are not inside it begin again.
    var end: Int

    var type: String? { body["type"]?.text }
    var isParallel: Bool { type == "parallel" }
    var isHistory: Bool { type == "history" }
  }

  /// In document order, each before its children: an entry's number in the statechart is one more than here.
  private(set) var entries: [Entry] = []
  private(set) var top: [Int] = []
  private var numbers: [String: Int] = [:]
  private var isFull = false

  init(_ states: [YAMLPair], _ diagnostics: Diagnostics) {
    for pair in states { if let entry = add(pair, parent: nil, depth: 1, diagnostics) { top.append(entry) } }
  }

  private mutating func add(_ pair: YAMLPair, parent: Int?, depth: Int, _ diagnostics: Diagnostics) -> Int? {
    guard fits(pair, depth, diagnostics) else { return nil }
    let number = entries.count
    entries.append(
      Entry(id: pair.name, key: pair.key, body: pair.value, depth: depth, parent: parent, end: number + 1))
    note(pair, number, diagnostics)
    for child in pair.value["states"]?.pairs ?? [] {
      if let entry = add(child, parent: number, depth: depth + 1, diagnostics) {
        entries[number].children.append(entry)
      }
    }
    entries[number].end = entries.count
    return number
  }

  private mutating func fits(_ pair: YAMLPair, _ depth: Int, _ diagnostics: Diagnostics) -> Bool {
    guard entries.count < WorkflowLimits.states else {
      if !isFull {
        diagnostics.error(
          .tooManyStates, at: pair.key.place, "there are more than \(WorkflowLimits.states) states",
          remedy: "split the workflow; `start` opens a case of another one")
      }
      isFull = true
      return false
    }
    guard depth <= WorkflowLimits.depth else {
      diagnostics.error(
        .statesTooDeep, at: pair.key.place, "states are nested more than \(WorkflowLimits.depth) deep",
        remedy: "nest less: what stands on an outer state holds for all inner ones already")
      return false
    }
    return true
  }

  private mutating func note(_ pair: YAMLPair, _ number: Int, _ diagnostics: Diagnostics) {
    if pair.name.isEmpty {
      diagnostics.error(
        .wrongType, at: pair.key.place, "a state's id is empty", remedy: "give the state a name of its own")
    } else if let first = numbers[pair.name] {
      diagnostics.error(
        .duplicateID, at: pair.key.place,
        "a second state is called \(pair.name.inQuotes); the first is in line \(entries[first].key.start.line)",
        remedy: "give one of them another id: targets name a state wherever it stands")
    } else {
      numbers[pair.name] = number
    }
  }

  /// The entry of an id.
  func number(of id: String) -> Int? { numbers[id] }

  var ids: [String] { entries.map(\.id) }

  /// Whether an entry stands inside another; everything stands inside the file, which is nil.
  func isInside(_ entry: Int, _ outer: Int?) -> Bool {
    guard let outer else { return true }
    return entry > outer && entry < entries[outer].end
  }

  /// Whether a case can be in both at once: one lies inside the other, or the innermost state around both
  /// is a parallel.
  func canBeActiveTogether(_ one: Int, _ other: Int) -> Bool {
    if one == other || isInside(one, other) || isInside(other, one) { return true }
    var around = entries[one].parent
    while let outer = around, !isInside(other, outer) { around = entries[outer].parent }
    return around.map { entries[$0].isParallel } ?? false
  }

  /// The nearest owner that an entry or one around it names.
  func owner(of entry: Int) -> YAMLNode? {
    var current: Int? = entry
    while let number = current {
      if let owner = entries[number].body["owner"] { return owner }
      current = entries[number].parent
    }
    return nil
  }
}
