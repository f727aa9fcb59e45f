/// Keys in order, each once. Finding a place takes a binary search, making room a move of what comes after.
struct SortedKeys<Key: Comparable & Sendable>: Sendable {
  private(set) var keys: [Key] = []

  mutating func insert(_ key: Key) {
    let place = place(of: key)
    if place < keys.count, keys[place] == key { return }
    keys.insert(key, at: place)
  }

  mutating func remove(_ key: Key) {
    let place = place(of: key)
    if place < keys.count, keys[place] == key { keys.remove(at: place) }
  }

  /// The first place whose key is not less.
  private func place(of key: Key) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
