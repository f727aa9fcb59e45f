import Delivery
import Engine
import Web
import WorkflowFiles

/// What the people who run a scheme have decided about its surroundings, read from a file.
struct Settings {
  var database = DatabaseSettings()
  var mail = MailSettings()
  /// By the names that workflows call.
  var webhooks: [String: Webhook] = [:]
  /// Where those who subscribe to what happens to cases may be called.
  var subscriptions = SubscriptionRules()
  /// Holds the key that seals their secrets.
  var webhookKeyFile: String?
  /// Where staff sign in with their work accounts; nil where they have passwords here.
  var identity: ProviderSettings?

  /// Reads a settings file in YAML.
  ///
  /// - Throws: `Answer` with everything that is wrong with it.
  static func read(_ path: String) throws -> Settings { try read(text: TextFile.read(path), path: path) }

  /// The same of a text. Nothing that it says is repeated but names: a connection string may hold a password.
  static func read(text: String, path: String) throws -> Settings {
    let diagnostics = Diagnostics()
    let document = YAMLDocument(reading: text, file: path, diagnostics: diagnostics)
    let settings = document.root.flatMap { root in
      MappingReader.read(root, "a settings file", diagnostics) { map -> Settings in
        var settings = Settings()
        if let node = map.optional("database"), let database = Self.database(node, diagnostics) {
          settings.database = database
        }
        if let mail = map.mapping("mail", "mail", Self.mail) { settings.mail = mail }
        if let identity = map.mapping("identity", "identity", { Self.identity($0, diagnostics) }) {
          settings.identity = identity
        }
        if let found = map.mapping("subscriptions", "subscriptions", { Self.subscriptions($0, diagnostics) }) {
          (settings.subscriptions, settings.webhookKeyFile) = found
        }
        for pair in map.pairs("webhooks") ?? [] {
          settings.webhooks[pair.name] = Self.webhook(pair.value, diagnostics)
        }
        return settings
      }
    }
    guard !diagnostics.hasErrors, let settings else {
      throw Answer.no(diagnostics.findings.map(\.description).joined(separator: "\n"))
    }
    return settings
  }

  /// A mapping, or the address alone.
  private static func database(_ node: YAMLNode, _ diagnostics: Diagnostics) -> DatabaseSettings? {
    if let address = node.text { return DatabaseSettings(address: address) }
    return MappingReader.read(node, "database", diagnostics) { map in
      DatabaseSettings(
        address: map.text("address", isRequired: true), listen: map.text("listen"),
        isPooled: map.bool("pooled") ?? false)
    }
  }

  private static func webhook(_ node: YAMLNode, _ diagnostics: Diagnostics) -> Webhook? {
    MappingReader.read(node, "a webhook", diagnostics) { map in
      let (url, secret) = (map.text("url", isRequired: true), map.text("secret-file", isRequired: true))
      let permissions = (map.oneOrMore("allow") ?? []).compactMap {
        $0.readChoice("allow", Webhook.Permission.self, diagnostics)
      }
      let authorities = map.text("authorities-file")
      guard let url, let secret else { return nil }
      do throws(Webhook.Problem) {
        return try Webhook(
          url: url, secretFile: secret, permissions: Set(permissions), authoritiesFile: authorities)
      } catch {
        diagnostics.error(.unknownWord, at: node.place, "this webhook can't be called", remedy: error.description)
        return nil
      }
    }
  }

  private static func subscriptions(_ map: MappingReader, _ diagnostics: Diagnostics) -> (
    SubscriptionRules, keyFile: String?
  )? {
    let allowed = (map.oneOrMore("allow") ?? []).compactMap {
      $0.readChoice("allow", SubscriptionRules.Permission.self, diagnostics)
    }
    return (SubscriptionRules(Set(allowed)), map.text("key-file"))
  }

  private static func identity(_ map: MappingReader, _ diagnostics: Diagnostics) -> ProviderSettings? {
    let (issuer, client) = (map.located("issuer", isRequired: true), map.text("client-id", isRequired: true))
    let (secret, claim) = (map.text("client-secret-file"), map.text("claim"))
    let place = map.choice("client-secret-in", ProviderSettings.SecretPlace.self)
    var groups: [String: [String]] = [:]
    for pair in map.pairs("groups", isRequired: true) ?? [] {
      groups[pair.name] = (pair.value.readOneOrMore("groups", of: "roles", diagnostics) ?? []).compactMap {
        $0.readText("groups", diagnostics)
      }
    }
    guard let issuer, let client else { return nil }
    let settings = ProviderSettings(
      issuer: issuer.value, client: client, secretFile: secret, secretPlace: place, groups: groups,
      claim: claim ?? "groups")
    if settings == nil {
      diagnostics.error(
        .unknownWord, at: issuer.place, "this identity provider can't be trusted",
        remedy: "give its address with https, or http on this very machine, and our client-id there")
    }
    return settings
  }

  private static func mail(_ map: MappingReader) -> MailSettings? {
    MailSettings(
      server: map.text("server"), passwordFile: map.text("password-file"),
      authoritiesFile: map.text("authorities-file"), from: map.text("from"), bounces: map.text("bounces"),
      replies: map.text("replies"))
  }
}
