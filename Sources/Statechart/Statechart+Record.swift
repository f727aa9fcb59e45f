internal import Expression

// A session to names and back.
extension Statechart {
  /// The session in names.
  package func record(of session: Session) -> SessionRecord {
    SessionRecord(
      configuration: configuration(session),
      history: Dictionary(uniqueKeysWithValues: session.history.map { (states[$0].id, ids(of: $1)) }),
      data: Dictionary(zip(fields.map(\.name), session.data), uniquingKeysWith: { first, _ in first }),
      isDone: session.isDone, madeSendIDs: session.madeSendIDs)
  }

  /// The session that a record stands for. Fields that the record lacks are null.
  ///
  /// - Throws: `SessionRecordError`, when this chart can't stand where the record says.
  package func session(from record: SessionRecord) throws(SessionRecordError) -> Session {
    var session = Session(data: Array(repeating: .null, count: fields.count))
    session.isDone = record.isDone
    session.madeSendIDs = record.madeSendIDs
    session.configuration = try set(of: record.configuration)
    try checkConfiguration(session.configuration)
    for (id, remembered) in record.history {
      guard let history = numbers[id], states[history].isHistory else { throw .unknownState(id) }
      let remembered = try set(of: remembered)
      guard remembered.allSatisfy({ isDescendant($0, states[history].parent) }) else { throw .impossibleHistory(id) }
      session.history[history] = remembered
    }
    for (name, value) in record.data {
      guard let field = fieldNumbers[name] else { throw .unknownField(name) }
      guard let admitted = try? fields[field].admit(value) else { throw .wrongType(field: name) }
      session.data[field] = admitted
    }
    return session
  }

  private func set(of ids: [String]) throws(SessionRecordError) -> StateSet {
    var set = StateSet()
    for id in ids {
      guard let state = numbers[id], state != 0, !states[state].isHistory else { throw .unknownState(id) }
      set.insert(state)
    }
    return set
  }

  /// A configuration is legal when every active state's parent is active, and with it as many children as its kind
  /// says.
  private func checkConfiguration(_ configuration: StateSet) throws(SessionRecordError) {
    for state in configuration where states[state].parent != 0 && !configuration.contains(states[state].parent) {
      throw .impossibleConfiguration(at: states[state].id)
    }
    for state in [0] + Array(configuration) {
      let active = states[state].children.count(where: configuration.contains)
      let fits =
        switch states[state].kind {
        case .compound: active == 1
        case .parallel: active == states[state].children.count
        case .atomic, .final, .history: true
        }
      guard fits else { throw .impossibleConfiguration(at: states[state].id) }
    }
  }
}
