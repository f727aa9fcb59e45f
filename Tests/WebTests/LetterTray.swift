import Synchronization

@testable import Web

/// Where a test's letters arrive; whoever waits for one gets it as soon as it is there.
final class LetterTray: Sendable {
  private let stream: AsyncStream<Letter>
  private let door: AsyncStream<Letter>.Continuation
  private let count = Mutex(0)

  init() { (stream, door) = AsyncStream.makeStream() }

  func put(_ letter: Letter) {
    count.withLock { $0 += 1 }
    door.yield(letter)
  }

  var arrived: Int { count.withLock(\.self) }

  /// The next letter, once it arrives.
  func next() async -> Letter? {
    var iterator = stream.makeAsyncIterator()
    return await iterator.next()
  }
}

extension Letter {
  /// The path of the first link of the site in it.
  var link: String? {
    text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("http://site.example/") }
      .map { String($0.dropFirst("http://site.example".count)) }
  }
}
