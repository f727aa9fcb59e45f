/// The table of who may import whom, read from the architecture page.
struct ImportTable {
  /// By module; `*` stands for everything.
  private(set) var allowed: [String: Set<String>] = [:]

  /// Modules of the toolchain that any module may import where it needs them.
  private static let toolchain: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization",
  ]

  init(markdown: String) {
    var inTable = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("| module |") { inTable = true }
      guard line.hasPrefix("|") else {
        inTable = false
        continue
      }
      guard inTable else { continue }
      let cells = line.split(separator: "|").map { $0.trimmingWhitespace() }
      guard cells.count >= 2, cells[0] != "module", !cells[0].hasPrefix("---") else { continue }
      let names = cells[1].split { ",; ".contains($0) }.map(String.init).filter { $0 != "nothing" }
      for module in cells[0].split(separator: ",").map({ $0.trimmingWhitespace() }) {
        allowed[module] = names == ["everything"] ? ["*"] : Set(names).union(Self.toolchain)
      }
    }
  }
}

extension Substring {
  func trimmingWhitespace() -> String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
