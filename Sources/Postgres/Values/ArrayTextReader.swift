/// Reads what PostgreSQL writes for an array: quoted elements with backslashes, bare ones, and NULL.
struct ArrayTextReader {
  private let text: UnsafeRawBufferPointer
  private var index = 0

  init(_ text: UnsafeRawBufferPointer) {
    self.text = text
  }

  /// Every element in order, nil for NULL; nil altogether where the text is no array of one dimension.
  mutating func elements() -> [[UInt8]?]? {
    guard take("{") else { return nil }
    var elements: [[UInt8]?] = []
    if take("}") { return index == text.count ? elements : nil }
    repeat {
      if take("\"") {
        guard let element = quoted() else { return nil }
        elements.append(element)
      } else {
        guard let element = bare() else { return nil }
        elements.append(element.elementsEqual("NULL".utf8) ? nil : element)
      }
    } while take(",")
    return take("}") && index == text.count ? elements : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func quoted() -> [UInt8]? {
    var element: [UInt8] = []
    while index < text.count {
      if take("\"") { return element }
      if take("\\"), index == text.count { return nil }
      element.append(text[index])
      index += 1
    }
    return nil
  }

  private mutating func bare() -> [UInt8]? {
    let start = index
    while index < text.count, text[index] != UInt8(ascii: ","), text[index] != UInt8(ascii: "}") {
      if text[index] == UInt8(ascii: "{") { return nil }
      index += 1
    }
    return index > start ? Array(text[start..<index]) : nil
  }
}
