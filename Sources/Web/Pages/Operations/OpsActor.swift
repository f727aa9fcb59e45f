import Casework
import Engine

/// In which role somebody looks after the system.
enum OpsActor {
  static func role(of user: User) -> String { user.roles.contains("ops") ? "ops" : user.roles.first ?? "ops" }
}
