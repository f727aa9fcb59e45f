/// What a `NOTIFY` said: a hint that something happened, to be looked up in the tables.
package struct Notification: Hashable, Sendable {
  package let channel: String
  package let payload: String
}
