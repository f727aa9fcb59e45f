package import Engine

/// For how long sessions hold, in seconds.
package enum SessionLength {
  /// Since somebody proved who they are, for what is grave.
  package static let proof: Int64 = 600

  /// Without being seen.
  package static func idle(_ kind: Session.Kind) -> Int64 {
    switch kind {
    case .staff: 3_600
    case .contact, .supplier: 3_600
    case .visitor: 7 * 86_400
    }
  }

  /// In all.
  package static func whole(_ kind: Session.Kind) -> Int64 {
    switch kind {
    case .staff: 12 * 3_600
    case .contact, .supplier: 4 * 3_600
    case .visitor: 7 * 86_400
    }
  }
}
