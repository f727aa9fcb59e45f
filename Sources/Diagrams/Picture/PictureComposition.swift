import Casework
import Statechart

/// Decides what a picture shows as arrows, what it names at the end of a short one, and what it leaves out.
struct PictureComposition {
  /// Further down than this an arrow is hard to follow, and its end is named instead.
  static let farthest = 3
  /// A chart with no more states than this is easily followed as it is.
  static let fewStates = 12

  /// Moves from one place to another that go into one arrow.
  private struct Bundle {
    let source: Int
    let targets: [Int]
    let isTimed: Bool
    var moves: [Move]
  }

  private(set) var picture = Picture()
  private let moves: Moves
  private let states: [State]
  private var bundles: [Bundle] = []
  private var ranks = PictureRanks()
  private var linked: Set<Int> = []

  init(_ moves: Moves) {
    self.moves = moves
    states = moves.workflow.chart.states
  }

  mutating func compose() {
    bundle()
    rank()
    picture.groups = states.filter { isGroup($0.number) && $0.number > 0 }.map(\.number)
    for state in states where state.number > 0 && !state.isHistory && !isGroup(state.number) {
      if isEnd(state.number), isReached(state.number) { continue }
      picture.items.append(
        Picture.Item(id: "s\(state.number)", kind: kind(of: state.number), state: state.number, group: state.parent))
    }
    for group in picture.groups where bundles.contains(where: { $0.source == group }) {
      picture.items.append(Picture.Item(id: "any\(group)", kind: .anywhere, state: group, group: group))
    }
    linked = farSteps()
    for bundle in bundles { for target in bundle.targets { draw(bundle, to: target) } }
    drawArrivals()
    drawStarts()
  }

  private mutating func bundle() {
    for move in moves.all where !move.targets.isEmpty {
      let isTimed = move.cause == .silence || move.cause == .time
      let known = bundles.firstIndex {
        $0.source == move.source && $0.targets == move.targets && $0.isTimed == isTimed
      }
      if let known {
        bundles[known].moves.append(move)
      } else {
        bundles.append(Bundle(source: move.source, targets: move.targets, isTimed: isTimed, moves: [move]))
      }
    }
  }

  private mutating func rank() {
    for group in states where isGroup(group.number) && group.number > 0 {
      // What leaves a group begins no higher than the group does.
      if let first = leaf(group.number), bundles.contains(where: { $0.source == group.number }) {
        ranks.add(.state(first), .anywhere(group.number))
      }
    }
    for bundle in bundles {
      for target in bundle.targets { if let leaf = leaf(target) { ranks.add(place(of: bundle.source), .state(leaf)) } }
    }
    ranks.settle(from: .state(leaf(0) ?? 0))
  }

  // MARK: - Arrows

  private mutating func draw(_ bundle: Bundle, to target: Int) {
    let from = item(of: bundle.source)
    guard let leaf = leaf(target) else { return drawLink(bundle, from, target, isBack: true) }
    if isEnd(target) { return draw(bundle, from, end(target, beside: bundle.source)) }
    let isBack = isBack(bundle.source, leaf)
    if isFar(bundle.source, leaf) || linked.contains(target) { return drawLink(bundle, from, target, isBack: isBack) }
    if isGroup(target) {
      let start = start(of: target)
      return draw(bundle, from, start, into: isInside(bundle.source, target) ? nil : target, isBack: isBack)
    }
    draw(bundle, from, "s\(target)", into: nil, isBack: isBack)
  }

  private mutating func draw(
    _ bundle: Bundle, _ from: String, _ to: String, into group: Int? = nil, isBack: Bool = false
  ) {
    picture.arrows.append(
      Picture.Arrow(
        id: "a\(picture.arrows.count)", from: from, to: to, into: group, moves: bundle.moves, isTimed: bundle.isTimed,
        isBack: isBack))
  }

  private func isBack(_ source: Int, _ leaf: Int) -> Bool { ranks.back.contains([place(of: source), .state(leaf)]) }

  /// Whether an arrow would be hard to follow.
  private func isFar(_ source: Int, _ leaf: Int) -> Bool {
    guard states.count > Self.fewStates else { return false }
    let distance = ranks.distance(place(of: source), .state(leaf))
    return isBack(source, leaf) ? distance < -1 : distance > Self.farthest
  }

  /// The steps that several others lead to, some of them from afar: either most of them do, or all of them lead out of
  /// their own group. Then all name it, and none draws an arrow; the group ends where its own ladder does.
  private func farSteps() -> Set<Int> {
    var far: [Int: Int] = [:]
    var near: [Int: Int] = [:]
    var isOutside: [Int: Bool] = [:]
    for bundle in bundles {
      for target in bundle.targets where !isEnd(target) {
        guard let leaf = leaf(target), !isBack(bundle.source, leaf) else { continue }
        if isFar(bundle.source, leaf) { far[target, default: 0] += 1 } else { near[target, default: 0] += 1 }
        isOutside[target] = isOutside[target] != false && states[bundle.source].parent != states[target].parent
      }
    }
    let several = far.filter { target, count in
      isOutside[target] == true ? count + near[target, default: 0] > 1 : count > max(1, near[target, default: 0])
    }
    return Set(several.keys)
  }

  /// A step that is only ever named elsewhere says from where a case comes to it.
  private mutating func drawArrivals() {
    for target in Set(picture.items.compactMap { if case .link = $0.kind { $0.state } else { nil } }).sorted() {
      let id = isGroup(target) ? "start\(target)" : "s\(target)"
      guard !states[target].isHistory, !picture.arrows.contains(where: { $0.to == id }) else { continue }
      let coming = bundles.filter { $0.targets.contains(target) }
      if isGroup(target) { _ = start(of: target) }
      picture.items.append(
        Picture.Item(id: "from\(target)", kind: .arrivals, state: target, group: states[target].parent))
      picture.arrows.append(
        Picture.Arrow(
          id: "a\(picture.arrows.count)", from: "from\(target)", to: id, into: isGroup(target) ? target : nil,
          moves: [],
          isTimed: coming.allSatisfy(\.isTimed), isBack: false))
    }
  }

  private mutating func drawLink(_ bundle: Bundle, _ from: String, _ target: Int, isBack: Bool) {
    let id = "to\(target)of\(bundle.source)"
    if !picture.items.contains(where: { $0.id == id }) {
      let group = isGroup(bundle.source) ? bundle.source : states[bundle.source].parent
      picture.items.append(Picture.Item(id: id, kind: .link(isBack: isBack), state: target, group: group))
    }
    draw(bundle, from, id)
  }

  /// An end stands beside each group of steps that lead to it: an arrow across the page to a common one says no more.
  private mutating func end(_ end: Int, beside source: Int) -> String {
    let group = isGroup(source) ? source : states[source].parent
    let isNear = states.count <= Self.fewStates || isInside(end, group)
    let id = isNear ? "s\(end)" : "end\(end)of\(source)"
    if !picture.items.contains(where: { $0.id == id }) {
      picture.items.append(
        Picture.Item(id: id, kind: .end, state: end, group: isNear ? states[end].parent : group))
    }
    return id
  }

  private func isReached(_ end: Int) -> Bool { bundles.contains { $0.targets.contains(end) } }

  /// The dot of a group, made when somebody first leads there.
  private mutating func start(of group: Int) -> String {
    let id = "start\(group)"
    if !picture.items.contains(where: { $0.id == id }) {
      picture.items.append(Picture.Item(id: id, kind: .start, state: group, group: group))
    }
    return id
  }

  /// The case's own start, and an arrow from each start to where it begins: straight to the first step where nothing
  /// else leads to the groups between.
  private mutating func drawStarts() {
    picture.items.append(Picture.Item(id: "start0", kind: .start, state: 0, group: 0))
    for start in picture.items where start.kind == .start {
      for target in beginnings(of: start.state) {
        let id = isGroup(target) ? "start\(target)" : "s\(target)"
        guard picture.items.contains(where: { $0.id == id }) else { continue }
        picture.arrows.append(
          Picture.Arrow(
            id: "a\(picture.arrows.count)", from: start.id, to: id, into: nil, moves: [], isTimed: false, isBack: false)
        )
      }
    }
  }

  private func beginnings(of group: Int) -> [Int] {
    let inner = states[group].kind == .parallel ? states[group].children : states[group].initialTargets
    return inner.flatMap { target -> [Int] in
      let hasStart = picture.items.contains { $0.id == "start\(target)" }
      return isGroup(target) && !hasStart ? beginnings(of: target) : [target]
    }
  }

  // MARK: - What states are

  private func isGroup(_ state: Int) -> Bool { !states[state].children.isEmpty }
  private func isEnd(_ state: Int) -> Bool { states[state].kind == .final }
  private func isInside(_ state: Int, _ group: Int) -> Bool {
    state == group || states[group].descendants.contains(state)
  }

  private func kind(of state: Int) -> Picture.Item.Kind {
    if isEnd(state) { return .end }
    let ways = moves.moves(of: state)
    return ways.contains { $0.condition == nil && $0.cause == .itself && isEventless($0) } ? .choice : .step
  }

  private func isEventless(_ move: Move) -> Bool {
    if case .eventless = moves.workflow.chart.transitions[move.transition].trigger { true } else { false }
  }

  private func place(of source: Int) -> PictureRanks.Place { isGroup(source) ? .anywhere(source) : .state(source) }
  private func item(of source: Int) -> String { isGroup(source) ? "any\(source)" : "s\(source)" }

  /// The first step that is entered with a state; nil for a history, which stands for any.
  private func leaf(_ state: Int) -> Int? {
    var current = state
    while isGroup(current) {
      let inner = states[current].kind == .parallel ? states[current].children : states[current].initialTargets
      guard let first = inner.first else { return nil }
      current = first
    }
    return states[current].isHistory ? nil : current
  }
}
