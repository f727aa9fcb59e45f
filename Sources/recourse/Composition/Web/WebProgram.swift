import Casework
import Delivery
import Engine
import Foundation
import Logging
import PostgresStore
import Web

/// The pages and the interface on a store.
struct WebProgram: Sendable {
  let store: PostgresStore
  let options: WebOptions
  let site: Site

  /// - Parameter worker: the one in this process, for those who watch it; nil where there is none.
  /// - Throws: `Answer` where the pages' files are missing.
  init(
    _ store: PostgresStore, _ options: WebOptions, _ mail: MailTransport, _ provider: ProviderSettings?,
    _ subscriptions: SubscriptionRules = SubscriptionRules(),
    worker: (engine: EngineMetrics, pulse: Pulse)? = nil
  ) throws {
    self.store = store
    self.options = options
    let letters = mail.letterBox
    var logger = Logger(label: "recourse.web")
    logger.logLevel = .warning
    var site = Site(
      store: store, library: Library(reader: FileDefinitionReader()), assets: try Self.assets(),
      address: options.site, documents: AttachmentFolder.place,
      provider: provider.map(Self.identityProvider), logger: logger,
      draw: Graphviz.isInstalled ? Graphviz.svg(of:) : nil,
      post: { letter in
        var generator = SystemRandomNumberGenerator()
        let now = SystemClock.now
        let id = letter.id ?? UniqueID(at: now, random: (generator.next(), generator.next()))
        try await letters.send(to: letter.address, subject: letter.subject, text: letter.text, as: id, at: now)
      })
    site.operations = store.operationsWatch
    site.subscriptions = subscriptions
    if let token = try options.metricsToken() {
      let page = MonitoringPage(store: store, worker: worker)
      site.metrics = MetricsDoor(token: token, text: { await page.text() })
    }
    self.site = site
  }

  /// Serves until the task is cancelled.
  func run() async throws {
    let server = WebServer(
      on: options.address, Dispatcher(site, site.routes), isSecure: site.isSecure,
      isBehindProxy: options.behindProxy, logger: site.logger)
    do {
      // Letters that an earlier process left, and those that the mail did not take.
      let letters = AddressLetters(site: site)
      let waiting = Task {
        while !Task.isCancelled {
          await letters.sendWaiting()
          do { try await Task.sleep(for: .seconds(60)) } catch { return }
        }
      }
      defer { waiting.cancel() }
      try await server.run { address in
        Shell.complain(
          options.publicURL.map { "Pages at \($0), listening at \(address)." } ?? "Pages at http://\(address).")
      }
    } catch is CancellationError {
      return
    } catch {
      throw Answer.no("nothing can listen at \(options.address); choose another address with --web (\(error))")
    }
  }

  private static func identityProvider(_ settings: ProviderSettings) -> IdentityProvider {
    let web = WebFetch()
    let fetcher = HTTPFetcher { request in
      let answer = try await web.ask(request.address, headers: request.headers, form: request.form)
      return HTTPFetcher.Answer(status: answer.status, body: answer.body)
    }
    return IdentityProvider(settings, fetcher, clock: { SystemClock.now })
  }

  private static func assets() throws -> Assets {
    guard let folder = ShippedFiles.pages else {
      throw Answer.no("the folder Public was not found; say where it is in RECOURSE_PUBLIC")
    }
    let vendor = folder.appending(path: "vendor")
    guard FileManager.default.fileExists(atPath: vendor.path) else {
      throw Answer.no("\(vendor.path) is missing: install the pages' stylesheets with .ci/web-assets")
    }
    return try Assets(folders: [folder, vendor])
  }
}
