/// Makes the tree out of the parser's events, with a stack of its own: no file can exhaust the thread's.
struct YAMLTreeBuilder {
  let source: SourceText
  let limits: YAMLLimits
  let diagnostics: Diagnostics

  private(set) var root: YAMLNode?
  private(set) var isComplete = true

  private var open: [OpenCollection] = []
  private var nodes = 0
  private var anchors: [String: Anchor] = [:]

  private enum Anchor {
    case open
    case done(YAMLNode)
  }

  init(source: SourceText, limits: YAMLLimits, diagnostics: Diagnostics) {
    self.source = source
    self.limits = limits
    self.diagnostics = diagnostics
  }

  mutating func read(_ events: YAMLEventReader) {
    while true {
      let event: YAMLEvent
      do throws(YAMLSyntaxProblem) {
        event = try events.next()
      } catch {
        YAMLSyntaxReport(source: source, diagnostics: diagnostics).report(error)
        return breakOff()
      }
      guard take(event) else { return }
    }
  }

  /// Takes in one event; false where reading ends with it.
  private mutating func take(_ event: YAMLEvent) -> Bool {
    switch event.kind {
    case .documentStart: return true
    case .scalar(let scalar, let properties): return takeScalar(scalar, properties, event)
    case .alias(let name): return takeAlias(name, event)
    case .sequenceStart(let properties): return begin(.sequence, properties, event)
    case .mappingStart(let properties): return begin(.mapping, properties, event)
    case .collectionEnd:
      let collection = open.removeLast()
      return add(collection.node(in: source, to: event.end, isCut: false), anchor: collection.anchor)
    case .documentEnd:
      // A second document's head can cost the parser dearly, so it is looked for before the parser does.
      refuseRest(after: event.end)
      return false
    case .streamEnd:
      if root == nil { reportEmpty() }
      return false
    }
  }

  private mutating func takeScalar(_ scalar: YAMLScalar, _ properties: YAMLProperties, _ event: YAMLEvent) -> Bool {
    checkTag(properties.tag, onScalar: true, at: event.start)
    var scalar = scalar
    if scalar.text.utf8.count > limits.textBytes {
      diagnostics.error(
        .textTooLong, at: source.place(at: event.start),
        "a text has \(scalar.text.utf8.count) bytes; at most \(limits.textBytes) are read",
        remedy: "shorten it, or keep it in a file of its own")
      isComplete = false
      scalar = YAMLScalar(text: "", style: scalar.style, isTaggedAsText: true)
    }
    guard count(1, at: event.start) else { return false }
    return add(YAMLNode(.scalar(scalar), in: source, from: event.start, to: event.end), anchor: properties.anchor)
  }

  private mutating func takeAlias(_ name: String, _ event: YAMLEvent) -> Bool {
    switch anchors[name] {
    case .done(let node):
      guard count(node.weight, at: event.start), fits(open.count + node.height, at: event.start) else { return false }
      return add(node, anchor: nil)
    case .open:
      diagnostics.error(
        .recursiveAlias, at: source.place(at: event.start), "\(("*" + name).inQuotes) stands inside of what it names",
        remedy: "write out what is meant; a value can't contain itself")
    case nil:
      diagnostics.error(
        .unknownAlias, at: source.place(at: event.start), "nothing before this is marked \(("&" + name).inQuotes)",
        remedy: didYouMean(name, anchors.keys.sorted()).map { "did you mean \(("*" + $0).inQuotes)?" }
          ?? "mark a value with \(("&" + name).inQuotes) first, or put quotes around text that begins with \"*\"")
    }
    isComplete = false
    let nothing = YAMLScalar(text: "", style: .plain, isTaggedAsText: false)
    return add(YAMLNode(.scalar(nothing), in: source, from: event.start, to: event.end, isCut: true), anchor: nil)
  }

  private mutating func begin(
    _ kind: OpenCollection.Kind, _ properties: YAMLProperties, _ event: YAMLEvent
  ) -> Bool {
    checkTag(properties.tag, onScalar: false, onSequence: kind == .sequence, at: event.start)
    guard count(1, at: event.start), fits(open.count + 1, at: event.start) else { return false }
    if let anchor = properties.anchor { anchors[anchor] = .open }
    open.append(OpenCollection(kind, start: event.start, anchor: properties.anchor))
    return true
  }

  /// Puts a finished value where it belongs.
  private mutating func add(_ node: YAMLNode, anchor: String?) -> Bool {
    if let anchor { anchors[anchor] = .done(node) }
    if open.isEmpty {
      root = node
    } else {
      open[open.count - 1].add(node, limits, diagnostics)
    }
    return true
  }

  private mutating func count(_ weight: Int, at offset: Int) -> Bool {
    nodes += weight
    guard nodes > limits.nodes else { return true }
    diagnostics.error(
      .tooManyNodes, at: source.place(at: offset),
      "the file has more than \(limits.nodes) values, counting an alias as all that it stands for",
      remedy: "split the file, or use fewer aliases")
    breakOff()
    return false
  }

  private mutating func fits(_ depth: Int, at offset: Int) -> Bool {
    guard depth > limits.depth else { return true }
    diagnostics.error(
      .tooDeep, at: source.place(at: offset), "lists and mappings are nested more than \(limits.depth) deep",
      remedy: "nest less; look for brackets that are not closed")
    breakOff()
    return false
  }

  /// Ends reading in the midst of the file: what is open becomes what it was so far.
  private mutating func breakOff() {
    isComplete = false
    while let collection = open.popLast() {
      _ = add(collection.node(in: source, to: source.bytes.count, isCut: true), anchor: nil)
    }
  }

  private func checkTag(_ tag: String?, onScalar: Bool, onSequence: Bool = false, at offset: Int) {
    guard let tag, !YAMLTag.isKnown(tag, onScalar: onScalar, onSequence: onSequence) else { return }
    diagnostics.error(
      .unknownTag, at: source.place(at: offset), "the tag \(YAMLTag.written(tag).inQuotes) has no meaning here",
      remedy: "take it out; what a value is follows from its key. Text that begins with \"!\" stands in quotes")
  }

  private func reportEmpty() {
    diagnostics.error(
      .emptyFile, at: SourcePlace(file: source.file), "the file is empty",
      remedy: "write something into it, or remove it")
  }

  /// After the file's one value only comments may follow.
  private mutating func refuseRest(after end: Int) {
    var offset = end
    var isAfterEnd = source.bytes[..<end].suffix(3).elementsEqual("...".utf8)
    while offset < source.bytes.count {
      let lineEnd = source.bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? source.bytes.count
      let line = source.bytes[offset..<lineEnd].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if line.starts(with: "...".utf8) {
        isAfterEnd = true
      } else if let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "\r") {
        return refuse(line, isDocument: isAfterEnd || line.starts(with: "---".utf8))
      }
      offset = lineEnd + 1
    }
  }

  private mutating func refuse(_ rest: ArraySlice<UInt8>, isDocument: Bool) {
    isComplete = false
    let place = source.place(at: rest.startIndex)
    guard isDocument else {
      return diagnostics.error(
        .syntax, at: place, YAMLSyntaxReport.restMessage, remedy: YAMLSyntaxReport.restRemedy)
    }
    diagnostics.error(
      .severalDocuments, at: place, "a second document begins here",
      remedy: "move it into a file of its own, and take the line \"---\" or \"...\" before it out")
  }
}
