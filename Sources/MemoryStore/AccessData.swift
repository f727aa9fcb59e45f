import Casework
import CivilTime
import Engine

/// Who may come in; small enough to be copied where a transaction changes it.
struct AccessData: Sendable {
  struct CodeKey: Hashable, Sendable {
    let purpose: OneTimeCode.Purpose
    let code: [UInt8]
  }

  struct RateKey: Hashable, Sendable {
    let key: String
    let window: Int64
  }

  var sessions: [[UInt8]: Session] = [:]
  var files: [[UInt8]: [SessionFile]] = [:]
  var codes: [CodeKey: OneTimeCode] = [:]
  var passwords: [String: String] = [:]
  var tokens: [AccessToken] = []
  var rates: [RateKey: Int] = [:]
  var reads: [IdentityRead] = []
  /// Accounts by whom they are bound to.
  var bound: [ProviderIdentity: String] = [:]
  var feedback: [CaseID: SupplierFeedback] = [:]
}
