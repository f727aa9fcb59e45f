package import CivilTime
import Cryptography

/// A text that a calendar had, and since when.
package struct CalendarVersion: Sendable, Hashable {
  /// Counts the versions of all calendars: histories name a version by it.
  package let revision: Int64
  package let name: String
  package let text: String
  package let keptAt: Instant

  package init(revision: Int64, name: String, text: String, keptAt: Instant) {
    self.revision = revision
    self.name = name
    self.text = text
    self.keptAt = keptAt
  }

  /// The SHA-256 digest of the text, as 64 hexadecimal digits.
  package var digest: String { Hexadecimal.text(of: SHA256.digest(of: Array(text.utf8))) }
}
