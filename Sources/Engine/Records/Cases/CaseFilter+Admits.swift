import Casework

extension CaseFilter {
  /// Whether a case that was found otherwise, as by its words, fits.
  package func admits(_ record: CaseRecord) -> Bool {
    switch ends {
    case .open where record.closedAt != nil, .closed where record.closedAt == nil: return false
    case .open, .closed, .both: break
    }
    if let workflow, record.workflow != workflow { return false }
    if let state, !record.states.contains(state) { return false }
    if let owner, record.owner != owner { return false }
    if let assignee, record.assignee != assignee { return false }
    if let assignees, !assignees.contains(record.assignee ?? "") { return false }
    if isUnassigned, record.assignee != nil { return false }
    if let owners, !owners.contains(record.owner ?? "") { return false }
    if let ownersOtherThan, record.owner.map(ownersOtherThan.contains) != false { return false }
    return !isParked || record.parked != nil
  }
}
