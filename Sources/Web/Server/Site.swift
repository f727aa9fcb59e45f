package import CivilTime
package import Engine
package import Logging

/// What every page has at hand: the store, the services on it, and what the scheme is called.
package struct Site: Sendable {
  package let store: any Store
  package let library: Library
  package let cases: CaseService
  /// Where what one person asks of one case goes in: those who ask at the same time share transactions.
  package let requests: Engine.CaseQueue
  package let brand: Brand
  package let assets: Assets
  /// Where the site is reached from outside, without a slash at the end: `https://concerns.example`.
  package let address: String
  /// The documents of cases, wherever they are kept.
  package let documents: AttachmentService
  /// Where staff sign in with their work account; nil where they have passwords here.
  package let provider: IdentityProvider?
  package let post: @Sendable (Letter) async throws -> Void
  package let logger: Logger
  /// Where the pages find what is published.
  package var results: any PublishedResults = ListedResults()
  /// What the database tells of the work on it; nil where nothing watches.
  package var operations: OperationsWatch?
  /// Where those who subscribe to what happens to cases may be called.
  package var subscriptions = SubscriptionRules()
  /// What this process counts, for whoever has the token; nil where that is told at another address, or nowhere.
  package var metrics: MetricsDoor?
  /// Pictures of workflows, where something draws them.
  let pictures: PictureShelf

  /// - Parameters:
  ///   - draw: makes SVG of a picture that is described in DOT, and throws where it can't; nil where nothing here draws.
  ///   - post: hands a letter over to the mail; throws where it can't.
  ///   - address: of the site as others reach it. Over https, cookies are marked so that they never leave it.
  package init(
    store: any Store, library: Library, memory: CaseMemory = CaseMemory(), brand: Brand = Brand(), assets: Assets,
    address: String, documents: any AttachmentPlace = StoredAttachments(), provider: IdentityProvider? = nil,
    logger: Logger, draw: (@Sendable (String) async throws -> String)? = nil,
    post: @escaping @Sendable (Letter) async throws -> Void
  ) {
    self.store = store
    self.library = library
    cases = CaseService(store: store, library: library, memory: memory)
    requests = Engine.CaseQueue(service: cases)
    pictures = PictureShelf(draw: draw)
    self.brand = brand
    self.assets = assets
    self.address = address
    self.logger = logger
    self.documents = AttachmentService(service: cases, place: documents)
    self.provider = provider
    self.post = post
  }

  package var isSecure: Bool { address.hasPrefix("https:") }

  /// The time that counts.
  package func now() async throws -> Instant { try await store.transaction { try $0.currentTime() } }

  /// Sends a letter without keeping whoever asked waiting: how long an answer takes must not tell whether there was a
  /// letter to send.
  package func postLater(_ letter: Letter) {
    Task {
      do {
        try await post(letter)
      } catch {
        // Neither reader nor text belongs in a log.
        logger.warning("A letter could not be handed to the mail", metadata: ["kind": "\(letter.kind)"])
      }
    }
  }
}
