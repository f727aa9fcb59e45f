package import JSON

/// Which calendars and which directory a step was decided by, as the store counts their changes: the history keeps it, so
/// that a date can be explained, and the case lived through again, by what was known then.
package struct FactVersions: Sendable, Hashable {
  package let calendars: Int64
  package let directory: Int64

  package init(calendars: Int64, directory: Int64) {
    self.calendars = calendars
    self.directory = directory
  }

  package var json: JSONObject { ["calendars": .integer(calendars), "directory": .integer(directory)] }

  /// Reads what `json` writes; nil where a member is missing.
  package init?(json: JSONValue) {
    guard let calendars = json["calendars"]?.integerValue, let directory = json["directory"]?.integerValue else {
      return nil
    }
    self.init(calendars: calendars, directory: directory)
  }
}
