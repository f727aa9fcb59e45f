import Casework
import CivilTime
import Engine
import JSON

extension MemoryTransaction {
  func keepAttachment(_ bytes: [UInt8], sha256: String, of caseID: CaseID) throws {
    try requireOpen()
    if state.attachments[caseID]?[sha256] == nil { state.attachments[caseID, default: [:]][sha256] = bytes }
  }

  func attachment(_ sha256: String, of caseID: CaseID) throws -> [UInt8]? {
    try requireOpen()
    return state.attachments[caseID]?[sha256]
  }

  func attachmentDigests(of caseID: CaseID) throws -> [String] {
    try requireOpen()
    return (state.attachments[caseID] ?? [:]).keys.sorted()
  }

  func dropAttachments(_ sha256s: [String], of caseID: CaseID) throws {
    try requireOpen()
    for sha256 in sha256s { state.attachments[caseID]?[sha256] = nil }
  }

  // MARK: Search

  /// Nothing to do: a search here reads the cases themselves.
  func casesToRead(limit: Int) throws -> (ids: [CaseID], through: Instant?) {
    try requireOpen()
    return ([], state.now)
  }

  func takeInWords(of ids: [CaseID], through: Instant?) throws { try requireOpen() }

  func search(_ words: String, limit: Int) throws -> [CaseID] {
    try requireOpen()
    let wanted = Self.words(in: words)
    guard !wanted.isEmpty else { return [] }
    let found = state.cases.values.filter { wanted.isSubset(of: Self.words(in: $0.searchText)) }
    return Array(found.map(\.record.id).sorted().prefix(limit))
  }

  private static func words(in text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  // MARK: Users

  func users() throws -> [User] {
    try requireOpen()
    return state.reference.users.values.sorted { $0.name < $1.name }
  }

  func user(named name: String) throws -> User? {
    try requireOpen()
    return state.reference.users[name]
  }

  func keepUser(_ user: User) throws {
    try requireOpen()
    state.reference.users[user.name] = user
  }

  func disableUser(named name: String) throws -> Bool {
    try requireOpen()
    guard let user = state.reference.users[name] else { return false }
    if user.disabledAt == nil {
      state.reference.users[name] = User(
        name: user.name, displayName: user.displayName, email: user.email, roles: user.roles, disabledAt: state.now)
    }
    return true
  }

  func absences() throws -> [StaffAbsence] {
    try requireOpen()
    return state.reference.absences.sorted { ($0.person, $0.firstDay) < ($1.person, $1.firstDay) }
  }

  func keepAbsence(_ absence: StaffAbsence) throws {
    try removeAbsence(of: absence.person, from: absence.firstDay)
    state.reference.absences.append(absence)
  }

  func removeAbsence(of person: String, from firstDay: CivilDate) throws {
    try requireOpen()
    state.reference.absences.removeAll { $0.person == person && $0.firstDay == firstDay }
  }
}

extension KeptCase {
  /// The reference, the texts of the data, the notes, and the names of the documents.
  fileprivate var searchText: String {
    var texts = [record.reference.description]
    if let data = try? JSONValue(parsing: record.document)["data"] { Self.collect(data, into: &texts) }
    for entry in journal.map(\.entry) {
      switch entry.kind {
      case .noted: texts += [entry.input["text"]?.stringValue].compactMap(\.self)
      case .attached: texts += [entry.input["name"]?.stringValue].compactMap(\.self)
      case .opened, .event, .timer, .ignored, .paused, .resumed, .assigned, .extended, .declared, .linked, .merged,
        .reopened, .recalculated, .migrated, .erased, .retried, .skipped, .cancelled, .parked:
        break
      }
    }
    return texts.joined(separator: " ")
  }

  private static func collect(_ json: JSONValue, into texts: inout [String]) {
    switch json {
    case .string(let text): texts.append(text)
    case .array(let items): for item in items { collect(item, into: &texts) }
    case .object(let object): for member in object { collect(member.value, into: &texts) }
    case .null, .bool, .integer, .number: break
    }
  }
}
