import Testing

@testable import Cryptography

@Suite struct SHA256Tests {
  private func hexadecimal(_ text: String) -> String {
    SHA256.digest(of: Array(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  @Test func `the empty text has the digest of FIPS 180-4`() {
    #expect(hexadecimal("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `abc has the digest of FIPS 180-4`() {
    #expect(hexadecimal("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `a million letters have the digest of FIPS 180-4, whichever thread digests them`() async {
    let digests = await withTaskGroup(of: String.self) { group in
      for _ in 0..<4 {
        group.addTask { hexadecimal("abc") + hexadecimal(String(repeating: "a", count: 1_000_000)) }
      }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(
      digests == [
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
          + "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ])
  }
}
