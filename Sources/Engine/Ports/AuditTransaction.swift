package import Casework

/// The journal as evidence: read whole to be verified elsewhere, and erased where the law asks for it.
package protocol AuditTransaction {
  /// Cases with their heads and all their entries, in the order of their identifiers. Nothing is checked.
  func audit(_ scope: AuditScope) throws -> [AuditCase]
  /// The heads alone, in the order of their identifiers.
  func heads(after last: CaseID?, limit: Int) throws -> [AuditHead]
  /// The numbers of a case's entries that asked for something which still waits to be carried out.
  func waitingRevisions(of id: CaseID) throws -> Set<Int>
  /// Takes the personal part of entries away and leaves its digest in its place. What these entries wanted sent and nobody
  /// could send is given up for good with it.
  ///
  /// - Parameter digests: by the entries' numbers.
  func erase(_ digests: [Int: [UInt8]], of id: CaseID) throws
  /// Takes away the words that a case is found by, until they are taken in anew.
  func dropWords(of id: CaseID) throws
  /// Ends every code that lets somebody see a case or answer it.
  func endCodes(of id: CaseID) throws
}
