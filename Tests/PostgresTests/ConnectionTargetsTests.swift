import Glibc
import Testing

@testable import Postgres

@Suite(.serialized)
struct ConnectionTargetsTests {
  private static func hosts(_ string: String) throws -> [[String: String]] {
    try ConnectionTargets(ConnectionSettings(string)).attempts.map {
      Dictionary(uniqueKeysWithValues: $0.map { ($0.0, $0.1) })
    }
  }

  @Test func `each host of a list is tried alone with its own port`() throws {
    let attempts = try Self.hosts("postgresql://u@a:1,b:2/d?target_session_attrs=read-write")
    #expect(attempts.map { $0["host"] } == ["a", "b"])
    #expect(attempts.map { $0["port"] } == ["1", "2"])
    #expect(attempts.allSatisfy { $0["target_session_attrs"] == "read-write" && $0["dbname"] == "d" })
  }

  @Test func `a standby is looked for everywhere before anything else will do`() throws {
    let attempts = try Self.hosts("host=a,b target_session_attrs=prefer-standby")
    #expect(attempts.map { $0["host"] } == ["a", "b", "a", "b"])
    #expect(attempts.map { $0["target_session_attrs"] } == ["standby", "standby", "any", "any"])
  }

  @Test(arguments: [
    ("host=a connect_timeout=30", 30), ("postgresql://u@h/d?connect_timeout=1", 2), ("host=a connect_timeout=0", 5),
    ("host=a", 5), ("connect_timeout=x host=a", 5), ("no string", 5),
  ])
  func `the string says how long a host may take to answer`(string: String, seconds: Int) {
    #expect(ConnectionSettings(string).connectTimeout == .seconds(seconds))
  }

  @Test func `lists of different lengths are refused`() {
    #expect(throws: PostgresError.self) { try Self.hosts("host=a,b port=1,2,3") }
  }

  @Test func `a host that answers garbage or nothing does not keep from the next`() async throws {
    try await TestDatabase.with { settings in
      let garbage = try FakeServer(answer: "HTTP/1.1 400 Bad Request\r\n\r\n")
      let silence = try FakeServer(answer: nil)
      var several = settings
      several.connectionString.replace("host='", with: "host='/nowhere,\(silence.directory),\(garbage.directory),")
      // The silent host takes all of the time that the good one may need on a busy machine: rather more, and later.
      var opened: Pool?
      for limit in [Duration.milliseconds(200), .seconds(2), .seconds(60)] where opened == nil {
        several.connectTimeout = limit
        opened = try? await Pool.open(several, size: 1)
      }
      let pool = try #require(opened)
      let answer = try await pool.query(.one) { try $0.int(0) }
      #expect(answer == [1])
      await pool.close()
      silence.close()
      garbage.close()
    }
  }
}

/// Listens where a database might and says something else, or nothing.
private final class FakeServer: Sendable {
  let directory: String
  private let listening: Int32

  init(answer: String?) throws {
    var template = Array("/tmp/fake-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    directory = String(cString: made)
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    listening = socket
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "\(directory)/.s.PGSQL.5432".utf8) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0 && listen(socket, 8) == 0)
    guard let answer else { return }
    try BlockingThread.start {
      while true {
        let peer = accept(socket, nil, nil)
        guard peer >= 0 else { return }
        _ = write(peer, answer, answer.utf8.count)
        Glibc.close(peer)
      }
    }
  }

  func close() {
    shutdown(listening, Int32(SHUT_RDWR))
    Glibc.close(listening)
    unlink("\(directory)/.s.PGSQL.5432")
    rmdir(directory)
  }
}
