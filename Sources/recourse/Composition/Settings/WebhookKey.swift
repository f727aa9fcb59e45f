import Cryptography
import Engine
import Foundation

/// The key that seals the secrets of webhooks: in a file that the settings name, or beside a PostgreSQL of Recourse's own,
/// where it is made when it is first needed. Every process of a site has the same.
enum WebhookKey {
  /// - Throws: `Answer` where the file has no such key.
  static func read(_ path: String) throws -> SecretSeal {
    let text = try TextFile.read(path).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let box = Base64URL.bytes(of: Self.plain(text)).flatMap(SecretBox.init) else {
      throw Answer.no(
        "\(path): holds no key for the secrets of webhooks; make one with: openssl rand -base64 32 > FILE")
    }
    return SecretSeal(box)
  }

  /// - Throws: `Answer` where it can neither be read nor made.
  static func readOrMake(_ path: String) throws -> SecretSeal {
    if !FileManager.default.fileExists(atPath: path) {
      let text = Base64URL.text(of: RandomBytes.make(SecretBox.keyLength)) + "\n"
      // Whoever comes second finds the first one's: nothing is written over.
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
      if file >= 0 {
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
      } else if errno != EEXIST {
        throw Answer.no("\(path): the key for the secrets of webhooks can't be written there; check the permissions")
      }
    }
    return try read(path)
  }

  /// Base64 as programs write it, in the alphabet of addresses and without its filling.
  private static func plain(_ text: String) -> String {
    text.replacing("+", with: "-").replacing("/", with: "_").filter { $0 != "=" }
  }
}

extension DatabaseOptions {
  /// Where those who subscribe to what happens to cases may be called, and what seals their secrets.
  var subscriptions: SubscriptionRules {
    get throws {
      var rules = try settings.subscriptions
      if let path = try settings.webhookKeyFile ?? Environment["RECOURSE_WEBHOOK_KEY_FILE"] {
        rules.seal = try WebhookKey.read(path)
      } else if try url == nil {
        rules.seal = try WebhookKey.readOrMake(dataDirectory + "/webhooks.key")
      }
      return rules
    }
  }
}
