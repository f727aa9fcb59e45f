/// Pairs what is gone with what is new: each with the only one that it is like, where no other is like that. A wrong guess
/// would be worse than none.
enum LikePairs {
  static func of<Name: Hashable>(
    _ gone: [Name], _ fresh: [Name], isAlike: (Name, Name) -> Bool
  ) -> [Name: Name] {
    var pairs: [Name: Name] = [:]
    for old in gone {
      let like = fresh.filter { isAlike(old, $0) }
      guard like.count == 1, gone.count(where: { isAlike($0, like[0]) }) == 1 else { continue }
      pairs[old] = like[0]
    }
    return pairs
  }
}
