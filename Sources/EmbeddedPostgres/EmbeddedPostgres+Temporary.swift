internal import FoundationEssentials
internal import Glibc
internal import Synchronization

extension EmbeddedPostgres {
  /// Starts a cluster for tests in a directory of its own, which is removed with it: on `stop()` or, failing that, when
  /// the process ends. Its profile is `testing`.
  package static func temporary(binaries: String? = nil) async throws -> RunningPostgres {
    removeAbandoned()
    var template = Array("\(temporaryPrefix)XXXXXX\0".utf8CString)
    guard let made = mkdtemp(&template) else { throw SystemCall.failure("mkdtemp") }
    let directory = String(cString: made)
    let running: RunningPostgres
    do {
      running = try await EmbeddedPostgres(dataDirectory: directory, binaries: binaries, profile: .testing).start()
    } catch {
      try? FileManager.default.removeItem(atPath: directory)
      throw error
    }
    running.removeDirectoryAtEnd()
    let isFirst = temporaries.withLock { all in
      all.append(running)
      return all.count == 1
    }
    if isFirst { atexit { EmbeddedPostgres.stopTemporaries() } }
    return running
  }

  private static let temporaryPrefix = "/tmp/recourse-temporary-"
  private static let temporaries = Mutex<[RunningPostgres]>([])

  /// At the process's end: no time for a checkpoint, as nothing is to be kept.
  private static func stopTemporaries() {
    for running in temporaries.withLock({ $0 }) where running.isOwner {
      running.signal(SIGQUIT)
      running.waitForEnd()
    }
  }

  /// Removes what processes that were killed have left; theirs are those that nobody has locked.
  private static func removeAbandoned() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [] {
      let path = "/tmp/\(name)"
      // The log is made under the lock: one without it may be about to take its lock for the first time.
      guard path.hasPrefix(temporaryPrefix), access(path + "/server.log", W_OK) == 0,
        let lock = try? DirectoryLock(path + "/lock", directory: path)
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
      lock.release()
    }
  }
}
