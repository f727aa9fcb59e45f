internal import Glibc
internal import Synchronization

/// The lock on a data directory, held until it is released and at most as long as the process lives.
final class DirectoryLock: Sendable {
  private let descriptor: Int32
  private let isReleased = Atomic(false)

  /// Takes the lock, or says which process has it.
  init(_ file: String, directory: String) throws(EmbeddedPostgresError) {
    // Never inherited: the server would hold it on after our end.
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .unusableDirectory(directory, reason: "the lock file cannot be made (\(SystemCall.reason()))")
    }
    // Whatever is thrown from here on, `deinit` closes the file: closing it here as well might hit one of another thread,
    // opened under the same number meanwhile.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Int32(String(decoding: TextFile.readAll(descriptor), as: UTF8.self).prefix(while: \.isNumber))
      throw .inUse(directory: directory, process: holder)
    }
    let text = "\(getpid())\n"
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.utf8.count, 0) == text.utf8.count else {
      throw .unusableDirectory(directory, reason: "the lock file cannot be written (\(SystemCall.reason()))")
    }
  }

  deinit { release() }

  /// Lets others have the directory.
  func release() {
    if descriptor >= 0, !isReleased.exchange(true, ordering: .relaxed) { close(descriptor) }
  }

  /// Whether any process has the lock at this moment.
  static func isHeld(_ file: String) throws(EmbeddedPostgresError) -> Bool {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return false }
      throw .unusableDirectory(file, reason: SystemCall.reason())
    }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }
}
