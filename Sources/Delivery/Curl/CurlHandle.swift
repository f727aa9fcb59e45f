internal import Ccurl
import Foundation

/// One libcurl handle and the connection that it keeps between two exchanges. Used by one thread at a time.
final class CurlHandle {
  /// What came of an exchange.
  struct Outcome {
    let code: CURLcode
    /// The protocol's last status code; 0 where there was none.
    let status: Int
    /// Whether a connection was kept from an exchange before.
    let wasReused: Bool
    /// The lines that the other side said about the exchange: replies of SMTP, headers of HTTP.
    let lines: [String]
    /// Whether it failed because an address was not allowed.
    let wasKeptOut: Bool
    /// What the other side sent as content, where it was to be kept.
    let content: [UInt8]
  }

  /// The longest time that one exchange may take, from its first byte to its last.
  static let longestExchange: Duration = .seconds(60)
  private static let connectSeconds = 20

  /// libcurl wants to be made ready once, before any thread uses it.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let handle: UnsafeMutableRawPointer
  private var lists: [UnsafeMutablePointer<curl_slist>] = []

  init?() {
    guard Self.isReady, let handle = curl_easy_init() else { return nil }
    self.handle = handle
  }

  deinit {
    curl_easy_cleanup(handle)
    freeLists()
  }

  /// Forgets every setting of the exchange before; its connection stays.
  func reset(secondsForAll: Int = Int(CurlHandle.longestExchange.components.seconds)) {
    curl_easy_reset(handle)
    freeLists()
    // Signals belong to the program, and a proxy of the environment would see what it must not.
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_PROXY, "")
    set(CURLOPT_CONNECTTIMEOUT, min(Self.connectSeconds, secondsForAll))
    set(CURLOPT_TIMEOUT, secondsForAll)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_MAXAGE_CONN, 60)
  }

  func set(_ option: CURLoption, _ number: Int) { _ = recourse_curl_set_number(handle, option, number) }

  func set(_ option: CURLoption, _ text: String) { _ = recourse_curl_set_text(handle, option, text) }

  /// A list of texts, such as the readers of a mail or the headers of a request.
  func set(_ option: CURLoption, _ texts: [String]) {
    var list: UnsafeMutablePointer<curl_slist>?
    for text in texts { list = curl_slist_append(list, text) }
    guard let list else { return }
    lists.append(list)
    _ = recourse_curl_set_list(handle, option, list)
  }

  /// Trusts the authorities of a file in place of the system's.
  func trustOnly(_ file: String) {
    set(CURLOPT_CAINFO, file)
    set(CURLOPT_CAPATH, "/nonexistent")
  }

  /// Sends the bytes and waits for the answer.
  ///
  /// - Parameters:
  ///   - keeping: the most bytes of content that are kept of the answer, more ends the exchange; nil drops it.
  ///   - isAllowed: asked of each address right before a connection to it is opened, so that no name can lead elsewhere
  ///     in between; nil allows all.
  func exchange(
    sending bytes: [UInt8], keeping: Int? = nil, isAllowed: (@Sendable (InternetAddress) -> Bool)? = nil
  ) -> Outcome {
    let talk = Talk(bytes, keeping: keeping, isAllowed: isAllowed)
    let context = Unmanaged.passUnretained(talk).toOpaque()
    _ = recourse_curl_set_transfer(handle, CURLOPT_READFUNCTION) { buffer, size, count, context in
      Talk.at(context)?.read(into: buffer, atMost: size * count) ?? 0
    }
    _ = recourse_curl_set_context(handle, CURLOPT_READDATA, context)
    _ = recourse_curl_set_transfer(handle, CURLOPT_HEADERFUNCTION) { line, size, count, context in
      Talk.at(context)?.hear(line, count: size * count)
      return size * count
    }
    _ = recourse_curl_set_context(handle, CURLOPT_HEADERDATA, context)
    _ = recourse_curl_set_transfer(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      Talk.at(context)?.take(bytes, count: size * count) ?? 0
    }
    _ = recourse_curl_set_context(handle, CURLOPT_WRITEDATA, context)
    if isAllowed != nil {
      _ = recourse_curl_set_opensocket(handle) { context, _, address in
        guard let address, Talk.at(context)?.allows(&address.pointee.addr) == true else { return -1 }
        let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(address.pointee.family, kind, address.pointee.protocol)
      }
      _ = recourse_curl_set_context(handle, CURLOPT_OPENSOCKETDATA, context)
    }
    _ = recourse_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, Int64(bytes.count))
    _ = recourse_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, Int64(bytes.count))
    let code = withExtendedLifetime(talk) { curl_easy_perform(handle) }
    return Outcome(
      code: code, status: recourse_curl_number(handle, CURLINFO_RESPONSE_CODE),
      wasReused: !Self.beforeConnection.contains(code.rawValue)
        && recourse_curl_number(handle, CURLINFO_NUM_CONNECTS) == 0,
      lines: talk.lines, wasKeptOut: talk.wasKeptOut && code != CURLE_OK, content: talk.content)
  }

  /// Failures before there is a connection, new or kept.
  private static let beforeConnection = [
    CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL,
    CURLE_FAILED_INIT,
  ].map(\.rawValue)

  private func freeLists() {
    for list in lists { curl_slist_free_all(list) }
    lists = []
  }
}

/// Both sides of one exchange, as libcurl asks for them.
private final class Talk {
  private let bytes: [UInt8]
  private var position = 0
  private var taken = 0
  private let keeping: Int?
  private(set) var content: [UInt8] = []
  private(set) var lines: [String] = []

  /// A server that says more than this says nothing that matters.
  private static let lineLimit = 500
  private static let lineBytes = 1_000
  private static let contentBytes = 1 << 20

  private let isAllowed: (@Sendable (InternetAddress) -> Bool)?
  private(set) var wasKeptOut = false

  init(_ bytes: [UInt8], keeping: Int?, isAllowed: (@Sendable (InternetAddress) -> Bool)?) {
    self.keeping = keeping
    self.bytes = bytes
    self.isAllowed = isAllowed
  }

  func allows(_ address: UnsafePointer<sockaddr>) -> Bool {
    guard let isAllowed else { return true }
    guard let address = InternetAddress(address), isAllowed(address) else {
      wasKeptOut = true
      return false
    }
    return true
  }

  static func at(_ context: UnsafeMutableRawPointer?) -> Talk? {
    context.map { Unmanaged<Talk>.fromOpaque($0).takeUnretainedValue() }
  }

  func read(into buffer: UnsafeMutablePointer<CChar>?, atMost limit: Int) -> Int {
    let count = min(limit, bytes.count - position)
    guard let buffer, count > 0 else { return 0 }
    bytes.withUnsafeBytes { source in
      UnsafeMutableRawBufferPointer(start: buffer, count: count).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
    }
    position += count
    return count
  }

  func hear(_ line: UnsafeMutablePointer<CChar>?, count: Int) {
    guard let line, lines.count < Self.lineLimit else { return }
    let bytes = UnsafeRawBufferPointer(start: line, count: min(count, Self.lineBytes))
    lines.append(String(decoding: bytes, as: UTF8.self))
  }

  /// 0 ends the exchange.
  func take(_ bytes: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
    taken += count
    guard taken <= keeping ?? Self.contentBytes else { return 0 }
    if keeping != nil, let bytes { content += UnsafeRawBufferPointer(start: bytes, count: count) }
    return count
  }
}
