package import Casework
import Cryptography

extension WorkflowDigest {
  /// The digest of a workflow's files: of each path and text in the order of the paths' bytes, each with its length in
  /// front, so that no two sets of files can run together into the same bytes.
  package init(of files: [String: String]) {
    var bytes: [UInt8] = []
    for (path, text) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      for part in [path, text] {
        let length = UInt64(part.utf8.count)
        for shift in stride(from: 56, through: 0, by: -8) {
          bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
        }
        bytes.append(contentsOf: part.utf8)
      }
    }
    self.init(sha256: SHA256.digest(of: bytes))
  }
}
