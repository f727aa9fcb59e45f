extension Value {
  /// Pays for all that a value holds, each part as often as it is there.
  ///
  /// A list may hold the same list twice, and that one another twice: what takes forty steps to make can take years to
  /// go through. So nothing leaves an evaluation, for its result or for a host's function, that was not paid for whole.
  func measure(_ meter: inout Meter) throws(EvaluationError) {
    switch self {
    case .null, .bool, .int, .uint, .double, .decimal, .timestamp, .duration, .date, .type, .opaque: return
    case .string(let text): try meter.charge(text.utf8.count / 16)
    case .bytes(let bytes): try meter.charge(bytes.count / 16)
    case .list(let list):
      try meter.charge(list.count)
      for element in list { try element.measure(&meter) }
    case .map(let map):
      try meter.charge(map.count)
      for entry in map.entries {
        try entry.key.measure(&meter)
        try entry.value.measure(&meter)
      }
    case .optional(let inner): try inner?.measure(&meter)
    }
  }
}
