import Cryptography
package import Foundation

/// The files that pages bring along, read once: under an address with a digest of them all in it, so that each may be
/// kept for ever, is never stale, and finds its neighbours beside it.
package struct Assets: Sendable {
  struct File: Sendable {
    let type: String
    let bytes: [UInt8]
    /// The same, packed; nil where that saves nothing.
    let packed: [UInt8]?
  }

  private var files: [String: File] = [:]
  private var release = "none"

  /// None at all.
  package init() {}

  /// Reads every file of some folders, and beside each the one that ends in `.gz`.
  ///
  /// - Throws: where a folder can't be read.
  package init(folders: [URL]) throws {
    for folder in folders {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
        guard let type = Self.types[URL(filePath: name).pathExtension] else { continue }
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        // What is not packed is sent as it is.
        let packed = try? Data(contentsOf: folder.appending(path: name + ".gz"))
        files[name] = File(type: type, bytes: bytes, packed: packed.map { [UInt8]($0) })
      }
    }
    let digests = files.sorted { $0.key < $1.key }.flatMap { SHA256.digest(of: $0.value.bytes) }
    release = Hexadecimal.text(of: SHA256.digest(of: digests).prefix(8))
  }

  /// The address of a file.
  package subscript(name: String) -> String { "/assets/\(release)/\(name)" }

  package var names: [String] { files.keys.sorted() }

  var routes: [Route] {
    let (files, release) = (files, release)
    return [
      Route(.get, "/assets/{release}/{name}", .everyone) { request in
        guard request["release"] == release, let file = files[request["name"]] else { throw Refusal.notFound }
        var response = WebResponse(.ok, type: file.type, body: file.bytes)
        if request.takesPacked, let packed = file.packed {
          response.body = packed
          response.headers.append(("Content-Encoding", "gzip"))
        }
        response.headers += [("Vary", "Accept-Encoding"), ("Cache-Control", "public, max-age=31536000, immutable")]
        return response
      }
    ]
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    "png": "image/png", "woff2": "font/woff2",
  ]
}
