internal import Clibpq

extension ConnectionSettings {
  /// The connection as environment variables for PostgreSQL's own programs: unlike their arguments, which hold the
  /// password too, these are not shown to other users of the machine.
  ///
  /// - Throws: where the connection string can't be read.
  package var environment: [String: String] {
    get throws(PostgresError) {
      var complaint: UnsafeMutablePointer<CChar>?
      guard let parsed = PQconninfoParse(connectionString, &complaint) else {
        PQfreemem(complaint)
        throw PostgresError(.connectionFailed, message: "the connection string cannot be read")
      }
      defer { PQconninfoFree(parsed) }
      var variables: [String: String] = [:]
      var option = parsed
      while option.pointee.keyword != nil {
        if let name = option.pointee.envvar, let value = option.pointee.val {
          variables[String(cString: name)] = String(cString: value)
        }
        option += 1
      }
      return variables
    }
  }
}
