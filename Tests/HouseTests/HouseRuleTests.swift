import TestKit
import Testing

@Suite struct HouseRuleTests {
  @Test func `no Swift file is longer than 300 lines`() throws {
    for file in try Checkout.swiftFiles(below: "Sources") + Checkout.swiftFiles(below: "Tests") {
      let lines = try Checkout.text(of: file).split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(lines <= 301, "\(file) has \(lines - 1) lines")
    }
  }

  @Test func `every test file expects something`() throws {
    for file in try Checkout.swiftFiles(below: "Tests") {
      let text = try Checkout.text(of: file)
      // The word is put together here, or this file would look for itself.
      guard text.contains("@" + "Test") else { continue }
      let expects = text.contains("#expect") || text.contains("#require") || text.contains("confirmation(")
      #expect(expects, "\(file) has tests that expect nothing")
    }
  }

  @Test func `no test sleeps`() throws {
    for file in try Checkout.swiftFiles(below: "Tests") where !file.hasPrefix("Tests/HouseTests/") {
      let text = try Checkout.text(of: file)
      for word in ["Task.sleep", "Thread.sleep", "usleep(", "nanosleep("] {
        #expect(!text.contains(word), "\(file) contains \(word)")
      }
    }
  }

  @Test func `nothing in Sources crashes where an error belongs`() throws {
    for file in try Checkout.swiftFiles(below: "Sources") {
      let text = try Checkout.text(of: file)
      for word in ["try!", "fatalError(", "as! "] { #expect(!text.contains(word), "\(file) contains \(word)") }
    }
  }

  @Test func `an error that is passed over says why beside it`() throws {
    for folder in ["Sources/Web", "Sources/Engine", "Sources/Delivery"] {
      for file in try Checkout.swiftFiles(below: folder) {
        let lines = try Checkout.text(of: file).split(separator: "\n", omittingEmptySubsequences: false)
        for (place, line) in lines.enumerated() where line.contains(" try? ") || line.contains("(try? ") {
          let near = lines[max(0, place - 3)...place]
          #expect(
            near.contains { $0.contains("// ") || $0.contains("/// ") }, "\(file):\(place + 1) passes an error over")
        }
      }
    }
  }
}
