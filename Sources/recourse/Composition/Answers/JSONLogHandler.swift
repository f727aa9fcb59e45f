import Foundation
import JSON
import Logging

/// Log lines as JSON on standard error. What is logged never holds anything of a case but its reference.
struct JSONLogHandler: LogHandler {
  let label: String
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var line: JSONObject = [
      "at": .string(SystemClock.now.rfc3339),
      "level": .string(event.level.rawValue), "logger": .string(label), "message": .string(event.message.description),
    ]
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) { line[key] = .string(value.description) }
    Shell.complain(JSONValue.object(line).serialized())
  }
}
