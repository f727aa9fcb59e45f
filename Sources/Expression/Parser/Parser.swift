/// Builds the tree of an expression from its tokens.
///
/// After a fault it goes on behind it, at the next comma or closing bracket, so that one look finds several faults.
/// Depth is counted on the way down and height on the way up: neither a nest nor a chain can exhaust the stack.
struct Parser {
  let tokens: [Token]
  /// Whether `has`, `all` and the like are macros, or plain functions.
  let hasMacros: Bool
  var position = 0
  var depth = 0
  var log: ProblemLog
  /// Set after a fault until a place is reached from where reading makes sense again.
  var isLost = false

  init(tokens: [Token], hasMacros: Bool, log: ProblemLog) {
    self.tokens = tokens
    self.hasMacros = hasMacros
    self.log = log
  }

  /// The tree of a source.
  ///
  /// - Throws: every problem of the text.
  static func parse(_ source: String, hasMacros: Bool) throws(ExpressionProblems) -> Node {
    var log = ProblemLog()
    let size = source.utf8.count
    guard size <= ExpressionLimits.sourceBytes else {
      log.add(
        .tooLarge, at: Place(offset: 0, length: size),
        "this expression has \(size) bytes, more than the \(ExpressionLimits.sourceBytes) allowed",
        remedy: "split it into several")
      throw log.all
    }
    let tokens = Lexer.tokens(of: source, into: &log)
    var parser = Parser(tokens: tokens, hasMacros: hasMacros, log: log)
    let root = parser.whole()
    guard parser.log.isEmpty else { throw parser.log.all }
    return root
  }

  private mutating func whole() -> Node {
    if token.kind == .end {
      if log.isEmpty { log.add(.syntax, at: token.place, "there is no expression here", remedy: "write one, or true") }
      return faulty()
    }
    let root = expression()
    while token.kind != .end, !log.isFull {
      if !isLost { unexpected("the expression ends before this", remedy: "join the parts with an operator") }
      // What follows is read for its own faults only.
      position += 1
      isLost = true
    }
    return root
  }
}

extension Parser {
  var token: Token { tokens[position] }

  func ahead(_ distance: Int) -> Token {
    tokens[min(position + distance, tokens.count - 1)]
  }

  /// Steps over a sign, if it is next.
  mutating func take(_ sign: String) -> Bool {
    guard token.isSign(sign) else { return false }
    position += 1
    return true
  }

  /// Where the token before this one ended.
  var lastPlace: Place {
    tokens[max(position - 1, 0)].place
  }

  mutating func unexpected(_ message: String, remedy: String? = nil) {
    if !isLost {
      // A fault of the lexer at the same place has said it already.
      log.add(.syntax, at: token.place, message, remedy: remedy)
    }
    isLost = true
  }

  mutating func faulty() -> Node {
    Node(.faulty, place: token.place, height: 1)
  }

  /// A node over others, unless the chain or nest has grown too high.
  mutating func node(_ kind: NodeKind, over children: [Node], from start: Place, mark: Place? = nil) -> Node {
    var height = 0
    for child in children { height = max(height, child.height) }
    let place = start.through(lastPlace)
    guard height < ExpressionLimits.depth else {
      tooDeep(at: place)
      return Node(.faulty, place: place, height: 1)
    }
    return Node(kind, place: place, mark: mark, height: height + 1)
  }

  mutating func tooDeep(at place: Place) {
    let message = "this is more than \(ExpressionLimits.depth) levels deep"
    if !log.problems.contains(where: { $0.code == .tooLarge }) {
      log.add(.tooLarge, at: place, message, remedy: "split it into several expressions, or use a list")
    }
    isLost = true
  }

  /// Runs a part of the parser one level deeper, unless that is too deep.
  mutating func deeper(_ part: (inout Parser) -> Node) -> Node {
    guard depth < ExpressionLimits.depth else {
      tooDeep(at: token.place)
      // Nothing behind this makes sense: the rest is not read at all.
      position = tokens.count - 1
      return faulty()
    }
    depth += 1
    defer { depth -= 1 }
    return part(&self)
  }

  /// After a fault: goes on to the next comma or closing bracket of this level.
  mutating func recover() {
    guard isLost else { return }
    var nesting = 0
    while token.kind != .end {
      if case .sign(let sign) = token.kind {
        switch sign {
        case "(", "[", "{": nesting += 1
        case ")", "]", "}":
          if nesting == 0 {
            isLost = false
            return
          }
          nesting -= 1
        case ",":
          if nesting == 0 {
            isLost = false
            return
          }
        default: break
        }
      }
      position += 1
    }
  }

  /// Whether another element follows, behind a comma.
  mutating func goesOn(before closing: String) -> Bool {
    recover()
    if take(",") { return true }
    guard !token.isSign(closing), token.kind != .end else { return false }
    unexpected("a comma or '\(closing)' is missing before this")
    recover()
    return take(",")
  }

  /// Expects a closing sign.
  mutating func close(_ sign: String, openedAt place: Place, _ what: String) {
    recover()
    if take(sign) { return }
    if isLost { return }
    unexpected("\(what) is not closed here", remedy: "add '\(sign)'")
  }
}
