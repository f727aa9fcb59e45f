import Casework
import CivilTime
import Engine

extension MemoryTransaction {
  func noteIdentityReads(of caseIDs: [CaseID], by reader: String, for purpose: String) throws {
    try requireOpen()
    for caseID in caseIDs {
      state.access.reads.append(
        IdentityRead(
          number: Int64(state.access.reads.count + 1), at: state.now, caseID: caseID, reader: reader, purpose: purpose))
    }
  }

  func identityReads(of caseID: CaseID) throws -> [IdentityRead] {
    try requireOpen()
    return state.access.reads.filter { $0.caseID == caseID }
  }

  func identityReads(matching filter: IdentityReadFilter) throws -> [IdentityRead] {
    try requireOpen()
    let found = state.access.reads.filter(filter.takes).sorted { ($0.at, $0.number) > ($1.at, $1.number) }
    return Array(found.prefix(filter.limit))
  }

  func unusualReaders() throws -> [UnusualReader] {
    try requireOpen()
    let now = state.now.seconds
    return Dictionary(grouping: state.access.reads, by: \.reader).map { reader, reads in
      // By days back from now.
      let days = Dictionary(grouping: reads) { (now - $0.at.seconds) / 86_400 }
        .mapValues { Set($0.map(\.caseID)).count }
      let before = days.filter { (1...Int64(UnusualReader.days)).contains($0.key) }.values
      let usual = before.isEmpty ? 0 : Double(before.reduce(0, +)) / Double(before.count)
      return UnusualReader(reader: reader, cases: days[0] ?? 0, usual: usual)
    }.filter(\.isUnusual).sorted { ($1.cases, $0.reader) < ($0.cases, $1.reader) }
  }

  func accountName(of identity: ProviderIdentity) throws -> String? {
    try requireOpen()
    return state.access.bound[identity]
  }

  func providerIdentity(of name: String) throws -> ProviderIdentity? {
    try requireOpen()
    return state.access.bound.first { $0.value == name }?.key
  }

  func bind(_ identity: ProviderIdentity, to name: String) throws {
    try requireOpen()
    guard state.access.bound[identity] == nil, try providerIdentity(of: name) == nil,
      state.reference.users[name] != nil
    else { throw StoreError(.refused, "the account is bound already, or there is none", isRetryable: false) }
    state.access.bound[identity] = name
  }
}
