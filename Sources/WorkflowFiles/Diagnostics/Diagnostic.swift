package import JSON

/// One finding about a file: where it is, what is wrong, and what to do about it.
package struct Diagnostic: Hashable, Sendable {
  /// Where the finding is.
  package let place: SourcePlace

  /// How much it matters.
  package let severity: Severity

  /// Its stable code: a script may rely on it, and the manual explains it.
  package let code: DiagnosticCode

  /// What is wrong, in plain words.
  package let message: String

  /// What to do about it.
  package let remedy: String?

  /// A path of events that leads there, for what `check` proves.
  package let trace: [String]?

  /// A finding; `Diagnostics` is the usual way to make one.
  package init(
    _ code: DiagnosticCode, _ severity: Severity, at place: SourcePlace, _ message: String, remedy: String?,
    trace: [String]? = nil
  ) {
    self.place = place
    self.severity = severity
    self.code = code
    self.message = message
    self.remedy = remedy
    self.trace = trace
  }

  /// The finding as one object of `--format json`; keys are stable.
  package var json: JSONValue {
    var object: JSONObject = [
      "file": .string(place.file), "line": .integer(Int64(place.line)), "column": .integer(Int64(place.column)),
      "severity": .string(severity.rawValue), "code": .string(code.rawValue), "message": .string(message),
    ]
    object["remedy"] = remedy.map { .string($0) }
    object["trace"] = trace.map { .array($0.map { .string($0) }) }
    return .object(object)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: severity code: message`, then the remedy and the path on lines of their own, set in by two.
  package var description: String {
    var lines = ["\(place): \(severity.rawValue) \(code.rawValue): \(message)"]
    if let remedy { lines.append("  " + remedy) }
    if let trace, !trace.isEmpty { lines.append("  path: " + trace.joined(separator: ", ")) }
    return lines.joined(separator: "\n")
  }
}
