internal import FoundationEssentials
internal import Glibc

/// Programs started from here.
enum ChildProcess {
  /// How a process ended.
  struct Status: Sendable, Hashable {
    let raw: Int32

    var isSuccess: Bool { raw == 0 }
  }

  /// Runs a command to its end; what it printed to either output, and how it ended.
  static func run(
    _ command: [String], inheriting directory: Int32? = nil
  ) throws(EmbeddedPostgresError) -> (status: Status, text: String) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemCall.failure("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let process: pid_t
    do {
      process = try start(command, output: ends[1], inheriting: directory)
    } catch {
      close(ends[1])
      throw error
    }
    close(ends[1])
    let text = String(decoding: TextFile.readAll(ends[0]), as: UTF8.self)
    return (wait(for: process), text)
  }

  /// The number under which a command finds the directory it inherits.
  static let inheritedDescriptor: Int32 = 3

  /// Starts a command that gets nothing of ours but the descriptor for its outputs and perhaps an open directory: its own
  /// process group, so that a Ctrl-C is ours alone; default signals; the root directory to work in, as ours may be closed
  /// to the account it runs as; a small environment without anyone's PG variables.
  static func start(
    _ command: [String], output: Int32, inheriting directory: Int32? = nil
  ) throws(EmbeddedPostgresError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    for descriptor in inheritableDescriptors() { posix_spawn_file_actions_addclose(&actions, descriptor) }
    if let directory { posix_spawn_file_actions_adddup2(&actions, directory, inheritedDescriptor) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let arguments = (["/bin/sh", "-c", "cd / && exec \"$@\"", "sh"] + command).map { strdup($0) } + [nil]
    let environment = Self.environment.map { strdup($0) } + [nil]
    defer { for copy in arguments + environment { free(copy) } }
    var process = pid_t()
    let result = posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environment)
    guard result == 0 else {
      throw .system(call: "starting \(command[0])", reason: String(cString: strerror(result)))
    }
    return process
  }

  /// Waits for a process of ours to end, and takes it off the system's list.
  static func wait(for process: pid_t) -> Status {
    var raw: Int32 = 0
    while waitpid(process, &raw, 0) < 0, errno == EINTR {}
    return Status(raw: raw)
  }

  /// How the process ended, or nil where it is still there.
  static func poll(_ process: pid_t) -> Status? {
    var raw: Int32 = 0
    return waitpid(process, &raw, WNOHANG) == process ? Status(raw: raw) : nil
  }

  private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"]

  private static func inheritableDescriptors() -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return names.compactMap { Int32($0) }.filter { $0 > 2 && fcntl($0, F_GETFD) & FD_CLOEXEC == 0 }
  }
}
