import Postgres

/// How the planner is to treat the store's statements.
///
/// Each of them is written for one plan: small sets of identifiers, in order, that find their rows by an index. Left to
/// itself the planner reads a whole table where statistics are missing or old, keeps that plan while the table grows,
/// and visits rows in no order, so that two batches can lock each other out. Compiling such plans never pays either, and nor
/// does planning a small set anew each time, which it takes for cheaper than a plan for sets of any size: that doubled
/// the cost of a set of eight. To start parallel workers takes longer than all that they could read.
enum PlannerSettings {
  private static let options =
    "-c jit=off -c enable_seqscan=off -c enable_bitmapscan=off -c enable_mergejoin=off"
    + " -c plan_cache_mode=force_generic_plan -c max_parallel_workers_per_gather=0"

  /// Adds them to where a connection is made, unless that brings options of its own. A proxy between, for which
  /// `preparesStatements` is off, would refuse them.
  static func added(to settings: ConnectionSettings) -> ConnectionSettings {
    guard settings.preparesStatements, !settings.connectionString.contains("options=") else { return settings }
    var settings = settings
    let string = settings.connectionString
    if string.hasPrefix("postgres://") || string.hasPrefix("postgresql://") {
      let encoded = options.split(separator: " ").joined(separator: "%20").split(separator: "=").joined(
        separator: "%3D")
      settings.connectionString += (string.contains("?") ? "&" : "?") + "options=" + encoded
    } else {
      settings.connectionString += " options='\(options)'"
    }
    return settings
  }
}
