package import Expression

/// One thing that a case does on the way: W3C's executable content.
package indirect enum Action: Sendable {
  /// Sets data; every right-hand side reads the values from before the action.
  case assign([Assignment])
  /// Puts an event into the internal queue: answered in the same macrostep.
  case raise(name: String, data: Expression?)
  /// Sends the case an event from outside itself, at once or when a timer of that id fires.
  case send(id: String?, name: String, data: Expression?, delay: TimerLength?)
  /// Cancels the delayed `send` of that id.
  case cancel(id: String)
  /// Runs the first branch whose condition holds.
  case choose([Branch])
  /// Writes a line on the case's timeline.
  case log(Expression)
  /// Does something in the domain (notify, start, call …): an index into the workflow's own table, and the value of
  /// its arguments.
  case perform(Int, arguments: Expression?)
}

/// One part of an `assign`: where to, and what.
package struct Assignment: Sendable {
  /// The field's number.
  package let field: Int
  /// Keys below the field, for a place inside a map; empty for the field itself.
  package let path: [String]
  /// The new value.
  package let value: Expression

  /// Sets a field, or a place inside it.
  package init(field: Int, path: [String] = [], value: Expression) {
    self.field = field
    self.path = path
    self.value = value
  }
}

/// One branch of an `if`: a condition (none for the last `else`) and what is done when it holds.
package struct Branch: Sendable {
  /// When the branch runs; always, where there is none.
  package let condition: Expression?
  /// What it does.
  package let actions: [Action]

  /// A branch.
  package init(condition: Expression?, actions: [Action]) {
    self.condition = condition
    self.actions = actions
  }
}
