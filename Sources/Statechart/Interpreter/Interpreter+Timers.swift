internal import Expression

// Timers of `after`, and how long a timer runs.
extension Interpreter {
  /// Starts the timer of an `after`. One whose length can't be worked out does not start, which is an error of its own
  /// and keeps no other timer of the state from starting.
  func arm(_ transition: Int) {
    guard case .timer(let length) = chart.transitions[transition].trigger else { return }
    do throws(EvaluationError) {
      let setting = try setting(of: length)
      outputs.append(.scheduled(timerKey(transition), setting, event: nil))
    } catch {
      fault(error)
    }
  }

  func timerKey(_ transition: Int) -> TimerKey {
    .after(state: chart.transitions[transition].source, transition: chart.transitions[transition].ordinal)
  }

  func setting(of length: TimerLength) throws(EvaluationError) -> TimerSetting {
    switch length {
    case .fixed(let delay): return .delay(delay)
    case .computed(let expression): return try computed(expression)
    case .limited(let expression, let most):
      do throws(EvaluationError) {
        return .limited(try computed(expression), atMost: most)
      } catch {
        // What was to be waited for is not known: that is an error, and the limit still holds.
        fault(error)
        return .delay(most)
      }
    }
  }

  private func computed(_ expression: Expression) throws(EvaluationError) -> TimerSetting {
    switch try evaluate(expression, for: .length) {
    case .duration(let duration): return .delay(.elapsed(duration))
    case .timestamp(let instant): return .at(instant)
    case .opaque(let delay): return .value(.opaque(delay))
    case .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .list, .map, .date, .type, .optional:
      throw EvaluationError(
        .conversion, "a timer's length is a duration, a timestamp or a delay, and this is neither")
    }
  }
}
