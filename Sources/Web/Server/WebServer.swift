import HTTPTypes
import Hummingbird
package import Logging
import NIOCore

/// The site over HTTP: reads each request within its bounds, hands it to the `Dispatcher`, and writes what comes back.
package struct WebServer: Sendable {
  private let address: ListenAddress
  private let dispatcher: Dispatcher
  private let isSecure: Bool
  private let isBehindProxy: Bool
  private let limits: ServerLimits
  private let logger: Logger

  /// - Parameters:
  ///   - isSecure: whether the site is reached over https.
  ///   - isBehindProxy: whether `X-Forwarded-For` is a proxy's of ours and to be believed.
  package init(
    on address: ListenAddress, _ dispatcher: Dispatcher, isSecure: Bool, isBehindProxy: Bool,
    limits: ServerLimits = ServerLimits(), logger: Logger
  ) {
    self.address = address
    self.dispatcher = dispatcher
    self.isSecure = isSecure
    self.isBehindProxy = isBehindProxy
    self.limits = limits
    self.logger = logger
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter onListening: told once it listens, and on which port where the system was to choose.
  package func run(onListening: @escaping @Sendable (ListenAddress) -> Void) async throws {
    try await Listening.run(router(), on: address, limits, logger: logger, onListening: onListening)
  }

  private func router() -> Router<VisitContext> {
    let router = Router(context: VisitContext.self)
    for route in dispatcher.routes {
      guard let method = HTTPRequest.Method(rawValue: route.method.rawValue) else { continue }
      let path = route.path.replacing("/{rest*}", with: "/**")
      router.on(RouterPath(path), method: method) { request, context in
        await answer(request, context, route)
      }
      guard route.method == .get else { continue }
      // Watchers and link checkers ask for the head of a page alone (RFC 9110, section 9.3.2).
      router.on(RouterPath(path), method: .head) { request, context in
        await answer(request, context, route).createHeadResponse()
      }
    }
    router.add(middleware: Nowhere(dispatcher: dispatcher))
    return router
  }

  private func answer(_ request: Request, _ context: VisitContext, _ route: Route) async -> Response {
    do throws(Refusal) {
      let read = try await read(request, context, route)
      return Self.response(await dispatcher.answer(read, by: route))
    } catch {
      return Self.response(dispatcher.answerRefused(request.uri.path, error))
    }
  }

  private func read(_ request: Request, _ context: VisitContext, _ route: Route) async throws(Refusal) -> WebRequest {
    // What several readers could take for different hosts is taken for none (RFC 9112, section 3.2).
    guard request.head.authority != nil, !request.headers.contains(where: { $0.name.canonicalName == "host" }) else {
      throw Self.notOneHost
    }
    var read = WebRequest(method: route.method, path: Self.decoded(request.uri.path))
    read.query = FormValues(encoded: request.uri.query ?? "")
    for (name, value) in context.parameters { read.parameters[String(name)] = Self.decoded(String(value)) }
    let caught = context.parameters.getCatchAll()
    if !caught.isEmpty { read.parameters["rest"] = Self.decoded(caught.joined(separator: "/")) }
    for field in request.headers { read.headers[field.name.canonicalName] = field.value }
    if let host = request.head.authority { read.headers["host"] = host }
    read.client = client(read, context)
    if let secret = SessionCookie.secret(in: read.headers["cookie"], isSecure: isSecure) {
      (read.secret, read.hasCookie) = (secret, true)
    }
    guard route.body != .none else { return read }
    // Nobody without a cookie has a form of ours, so that his documents are not even read.
    if route.body == .files, !read.hasCookie { throw Refusal.foreignForm }
    read.body = try await body(request, route)
    try readForm(&read, route)
    return read
  }

  /// The body, where it is neither too large nor too slow.
  private func body(_ request: Request, _ route: Route) async throws(Refusal) -> [UInt8] {
    let (limit, patience) = (route.limit, Duration.seconds(limits.bodySeconds))
    // What says itself that it is too large is not waited for.
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw Self.tooLarge(limit) }
    do {
      return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
        group.addTask {
          var request = request
          return Array(try await request.collectBody(upTo: limit).readableBytesView)
        }
        group.addTask {
          try await Task.sleep(for: patience)
          return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let bytes = first else { throw Self.tooSlow }
        return bytes
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Self.tooLarge(limit)
    }
  }

  private static let notOneHost = Refusal(
    .badRequest, "That request is not whole", "Send exactly one Host header, with the name of this site.",
    code: "not-one-host")

  private static func tooLarge(_ limit: Int) -> Refusal {
    Refusal(.contentTooLarge, "That is too large", "Send at most \(limit >> 20) MB at once.", code: "too-large")
  }

  private static let tooSlow = Refusal(
    .requestTimeout, "That took too long", "Try again where the connection is better, or send less at once.",
    code: "too-slow")

  private func readForm(_ read: inout WebRequest, _ route: Route) throws(Refusal) {
    let type = read.headers["content-type"] ?? ""
    let kind = type.split(separator: ";").first?.lowercased() ?? ""
    switch (route.body, kind) {
    case (.document, _), (.largeDocument, _), (.none, _): return
    case (_, "application/x-www-form-urlencoded"):
      read.form = FormValues(encoded: String(decoding: read.body, as: UTF8.self))
    case (_, "multipart/form-data"):
      let form = try MultipartForm(read.body, contentType: type)
      (read.form, read.files) = (form.values, form.files)
    // Some programs name a type even where they send nothing, as with DELETE.
    case _ where read.body.isEmpty: return
    default:
      throw Refusal(.unsupportedMediaType, "This is no form", "Send a form, as our pages do.", code: "media-type")
    }
  }

  /// The address that tries are counted by: of a proxy's list the last, which the proxy itself has added.
  private func client(_ read: WebRequest, _ context: VisitContext) -> String {
    if isBehindProxy, let last = read.headers["x-forwarded-for"]?.split(separator: ",").last {
      return last.filter { !$0.isWhitespace }
    }
    return context.remoteAddress?.ipAddress ?? ""
  }

  private static func decoded(_ path: String) -> String { path.removingPercentEncoding ?? path }

  static func response(_ answer: WebResponse) -> Response {
    var headers = HTTPFields()
    for (name, value) in answer.headers {
      guard let name = HTTPField.Name(name) else { continue }
      headers.append(HTTPField(name: name, value: value))
    }
    return Response(
      status: HTTPResponse.Status(code: answer.status.rawValue), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}

/// A request's context with the address it came from.
struct VisitContext: RequestContext, RemoteAddressRequestContext {
  var coreContext: CoreRequestContextStorage
  let remoteAddress: SocketAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remoteAddress = source.channel.remoteAddress
  }
}

/// Answers what no route takes.
private struct Nowhere: RouterMiddleware {
  let dispatcher: Dispatcher

  func handle(
    _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound || error.status == .methodNotAllowed {
      let methods = dispatcher.methods(at: request.uri.path)
      guard !methods.isEmpty else {
        return WebServer.response(dispatcher.answerRefused(request.uri.path, .notFound))
      }
      let answer = dispatcher.answerRefused(request.uri.path, .wrongMethod)
      return WebServer.response(answer.with("Allow", methods.joined(separator: ", ")))
    }
  }
}
