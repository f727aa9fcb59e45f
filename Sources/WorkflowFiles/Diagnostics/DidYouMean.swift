/// The candidate that a mistyped word most probably stood for, or nil where none is near.
///
/// Near is a third of the word's length in insertions, omissions, exchanges and swaps of neighbours
/// (Damerau–Levenshtein, restricted), at most three; a word that differs only in capitals, hyphens and underscores is
/// always near. Of two that are equally near the first candidate wins.
package func didYouMean(_ word: String, _ candidates: some Sequence<String>) -> String? {
  let longest = 64
  let plain = comparable(word)
  guard plain.count <= longest else { return nil }
  let threshold = min(3, max(1, plain.count / 3))
  var best: (candidate: String, distance: Int)?
  for candidate in candidates where candidate != word {
    let other = comparable(candidate)
    guard other.count <= longest, abs(other.count - plain.count) <= threshold else { continue }
    let distance = editDistance(plain, other)
    // A word of two letters is within one step of too many others.
    guard distance <= threshold, distance < max(plain.count, other.count) - 1 || distance == 0 else { continue }
    if distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

private func comparable(_ word: String) -> [Unicode.Scalar] {
  word.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " }
}

private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var distance = min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, beforeLast[j - 1] + 1) }
      current.append(distance)
    }
    (beforeLast, last) = (last, current)
  }
  return last[b.count]
}
