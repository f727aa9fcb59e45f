import Engine

/// A token that somebody wants made, on a page or by a program.
struct TokenDraft: Sendable {
  let name: String
  let holder: String
  let scopes: [Scope]
  let organisation: String?
  let days: Int64

  /// What is wrong, by `name`, `holder`, `scopes` and `days`.
  ///
  /// - Parameter account: of the holder; nil where there is none.
  func problems(_ account: User?) -> [(field: String, problem: String)] {
    var found: [(field: String, problem: String)] = []
    if name.isEmpty || name.count > 100 { found.append(("name", "Enter the token’s name, in 100 characters or fewer")) }
    if account == nil || account?.disabledAt != nil { found.append(("holder", "Choose whose rights the token has")) }
    if scopes.isEmpty {
      found.append(("scopes", "Choose what the token may do"))
    } else if let account, let missing = scopes.first(where: { !$0.permission.isGiven(to: account) }) {
      found.append(("scopes", "The account may not do \(missing.rawValue) itself"))
    }
    if !(1...366).contains(days) { found.append(("days", "Enter for how many days it works, from 1 to 366")) }
    return found
  }

  /// Keeps it.
  ///
  /// - Returns: the token, and its secret, which is kept nowhere.
  func make(_ transaction: any StoreTransaction) throws -> (token: AccessToken, secret: String) {
    let (secret, now) = (Secrets.fresh(), try transaction.currentTime())
    let token = AccessToken(
      key: Secrets.digest(of: secret), name: name, holder: holder, scopes: scopes.map(\.rawValue),
      organisation: organisation, madeAt: now, endsAt: now.advanced(bySeconds: days * 86_400))
    try transaction.keepToken(token)
    return (token, secret)
  }
}
