import ArgumentParser
import Casework
import Engine

/// Who does what a command asks for.
struct ActorOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "The account of whoever does it: gives the name for the history, and the roles it may be done in.")
  var user: String?

  @Option(
    name: .customLong("by"),
    help: "The role in which it is done. Without --as nobody vouches for it: for parties and demonstrations.")
  var role: String?

  @Option(help: "The name of somebody without an account, for the history.")
  var name: String?

  /// The account that is named; nil where none is.
  ///
  /// - Throws: `Answer` where there is none of that name, it is disabled, or it has not the role that is claimed.
  func account(in transaction: any StoreTransaction) throws -> User? {
    guard let user else { return nil }
    guard name == nil else {
      throw Answer(status: 2, message: "recourse: --name is for people without an account; leave it out with --as")
    }
    let account = try Accounts.active(user, in: transaction)
    if let role, !account.roles.contains(role) {
      throw Answer.no(
        "recourse: \(account.name) has not the role \"\(role)\", but \(account.roles.joined(separator: ", ")); "
          + "change it with: recourse user add")
    }
    return account
  }

  /// The actor of what is done to the system rather than to one case.
  ///
  /// - Parameter usually: the role, where neither an account nor `--by` gives one.
  func actor(in transaction: any StoreTransaction, usually: String) throws -> Actor {
    let account = try account(in: transaction)
    return Actor(role: role ?? account?.roles.first ?? usually, name: account?.name ?? name)
  }

  /// The actor in one case: of an account's roles the first that may do it.
  func actor(_ account: User?, for action: CaseRequest.Action, _ workflow: Workflow?, usually: String?) -> Actor {
    guard let account else { return Actor(role: role ?? usually, name: name) }
    let own = account.actor(for: action, workflow)
    return Actor(role: role ?? own.role, name: own.name)
  }
}

/// The accounts of staff, as commands ask for them.
enum Accounts {
  /// - Throws: `Answer` where there is no such account or it is disabled.
  static func active(_ name: String, in transaction: any StoreTransaction) throws -> User {
    guard let account = try transaction.user(named: Person.key(name)) else {
      throw Answer.no("recourse: there is no account \"\(name)\"; add it with: recourse user add \(Person.key(name))")
    }
    guard account.disabledAt == nil else {
      throw Answer.no("recourse: the account \(account.name) is disabled; use another one")
    }
    return account
  }

  /// A colleague who is named in passing: an account, wherever there are accounts at all.
  static func colleague(_ name: String, in transaction: any StoreTransaction) throws -> String {
    try transaction.users().isEmpty ? Person.key(name) : active(name, in: transaction).name
  }
}
