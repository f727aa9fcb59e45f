import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let workflows = [
    Promise("a deployed version reads back byte for byte") { subject async throws in
      let bundle = sample("concern", 1, text: "name: é e\u{301} \u{1F600}\r\n\t'x' \"y\" \\ {a,b}\u{7F}\n")
      try await subject.deploy(bundle)
      let kept = try #require(try await subject.store.transaction { try $0.bundle(bundle.digest) })
      #expect(kept.name == bundle.name)
      #expect(kept.files.count == bundle.files.count)
      for (path, text) in bundle.files {
        #expect(kept.files[path].map { Array($0.utf8) } == Array(text.utf8), "\(path)")
      }
      #expect(try await subject.store.transaction { try $0.bundle(Sample.version) } == nil)
    },
    Promise("the version deployed last is the one that new cases use") { subject async throws in
      #expect(try await subject.current("concern") == nil)
      let (first, second) = (sample("concern", 1), sample("concern", 2))
      try await subject.deploy(first)
      #expect(try await subject.current("concern") == first.digest)
      try await subject.deploy(second)
      #expect(try await subject.current("concern") == second.digest)
      #expect(try await subject.store.transaction { try $0.bundle(first.digest) } != nil)
      try await subject.deploy(first)
      #expect(try await subject.current("concern") == first.digest)
    },
    Promise("deploying what is current changes nothing") { subject async throws in
      let bundle = sample("concern", 1)
      try await subject.deploy(bundle)
      let before = try await subject.deployed()
      try await subject.advance(.seconds(60))
      try await subject.deploy(bundle)
      let after = try await subject.deployed()
      #expect(after.map(\.1) == before.map(\.1))
    },
    Promise("workflows are listed by name with their current version") { subject async throws in
      for (name, number) in [("b", 1), ("a", 2), ("B", 3), ("b", 4)] { try await subject.deploy(sample(name, number)) }
      #expect(try await subject.deployed().map(\.0) == ["B", "a", "b"])
      #expect(try await subject.current("b") == sample("b", 4).digest)
    },
  ]

  private static func sample(_ name: String, _ number: Int, text: String = "states: {}") -> WorkflowBundle {
    WorkflowBundle(
      name: name, digest: WorkflowDigest(sha256: [UInt8](repeating: UInt8(number), count: 32)),
      files: ["workflow.yaml": text, "messages/naïve \"x\".mustache": "", "messages/b.mustache": "Dear {{name}}"])
  }
}

extension Subject {
  fileprivate func deploy(_ bundle: WorkflowBundle) async throws {
    try await store.transaction { try $0.deploy(bundle) }
  }

  fileprivate func current(_ name: String) async throws -> WorkflowDigest? {
    try await store.transaction { try $0.currentVersion(of: name) }
  }

  fileprivate func deployed() async throws -> [(String, Instant)] {
    try await store.transaction { try $0.deployedWorkflows().map { ($0.name, $0.deployedAt) } }
  }
}
