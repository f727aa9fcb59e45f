import Foundation

/// The process's environment: only this program reads it, and only here.
enum Environment {
  /// A variable's value; nil where it is not set or empty.
  static subscript(name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
