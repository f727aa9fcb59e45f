/// Text that is equal only to the same bytes.
///
/// Swift's strings are equal when Unicode says that they look the same; two member names in JSON are the same only
/// when they are spelled the same.
struct ExactText: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func same(_ a: String, _ b: String) -> Bool {
    // Strings that differ in Unicode's eyes differ in their bytes, and that is found out faster.
    a.utf8.count == b.utf8.count && a == b && a.utf8.elementsEqual(b.utf8)
  }

  static func == (a: ExactText, b: ExactText) -> Bool { same(a.text, b.text) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
