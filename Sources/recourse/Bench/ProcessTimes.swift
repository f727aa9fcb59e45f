import Foundation

/// How much processor time a process has used, out of /proc.
struct ProcessTimes {
  let name: String
  let parent: Int32
  /// Its own.
  let seconds: Double
  /// That of its children which have ended.
  let endedChildrenSeconds: Double

  init?(of process: Int32) {
    guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")")
    else { return nil }
    // After the name, which may hold anything: state, parent, … and from the twelfth on the times in clock ticks.
    let fields = line[line.index(after: close)...].split(separator: " ")
    guard fields.count > 14, let parent = Int32(fields[1]) else { return nil }
    let ticks = fields[11...14].map { Double($0) ?? 0 }
    let second = Double(sysconf(Int32(_SC_CLK_TCK)))
    name = String(line[line.index(after: open)..<close])
    self.parent = parent
    seconds = (ticks[0] + ticks[1]) / second
    endedChildrenSeconds = (ticks[2] + ticks[3]) / second
  }

  /// A server with all the processes that it has started, whether or not they have ended.
  ///
  /// One that ends while they are counted would be in neither sum, so they are counted again until none has.
  static func seconds(ofServer process: Int32) -> Double? {
    while let before = ProcessTimes(of: process) {
      var sum = before.seconds + before.endedChildrenSeconds
      for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
        guard let number = Int32(name), let child = ProcessTimes(of: number), child.parent == process else { continue }
        sum += child.seconds
      }
      if ProcessTimes(of: process)?.endedChildrenSeconds == before.endedChildrenSeconds { return sum }
    }
    return nil
  }

  /// What this process has used.
  static func ownSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }

  /// The memory that this process holds, in bytes.
  static func ownBytes() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst()
      .first
    return (pages.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE))
  }

  /// The most memory that this process ever held, in bytes.
  static func ownPeakBytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1_024
  }
}
