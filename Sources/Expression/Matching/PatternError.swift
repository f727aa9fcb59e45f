/// Why a regular expression can't be read.
struct PatternError: Error, Hashable, Sendable {
  let message: String
}
