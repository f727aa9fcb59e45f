/// Reads bytes from left to right into one value. Every read is checked against the end, once, in `current`.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: JSONLimits
  var position = 0

  init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.bytes else {
      throw fault(at: 0, "the text has \(bytes.count) bytes; at most \(limits.bytes) are read")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw fault(at: 0, "the text begins with a byte order mark; leave it out")
    }
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw fault("expected the end after the value, found \(found)") }
    return value
  }

  /// The byte to read next; 0, which JSON allows nowhere, stands for the end.
  @inline(__always) var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  @inline(__always) mutating func skipSpace() {
    while true {
      switch current {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    switch current {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "'"): throw fault("text stands between double quotes, not single ones")
    case UInt8(ascii: "/"): throw fault("JSON has no comments; take it out")
    default: throw fault("expected a value, found \(found)")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    try enter(depth)
    var object = JSONObject()
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return object
    }
    while true {
      guard current == UInt8(ascii: "\"") else {
        throw fault("expected a member's name in double quotes, found \(found)")
      }
      let place = position
      let key = try string()
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw fault("expected “:” after a member's name, found \(found)") }
      position += 1
      skipSpace()
      let value = try value(depth: depth)
      guard object.insert(key, value) else {
        throw fault(at: place, "the member “\(key.prefix(60))” is there twice; a name may stand once")
      }
      skipSpace()
      guard try continues(until: UInt8(ascii: "}"), "}") else { return object }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    try enter(depth)
    var elements: [JSONValue] = []
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return elements
    }
    while true {
      elements.append(try value(depth: depth))
      skipSpace()
      guard try continues(until: UInt8(ascii: "]"), "]") else { return elements }
    }
  }

  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth <= limits.depth else { throw fault("lists and objects are nested more than \(limits.depth) deep") }
    position += 1
  }

  /// After an element: true past a comma with more to come, false past the closing bracket.
  private mutating func continues(until end: UInt8, _ bracket: String) throws(JSONError) -> Bool {
    let byte = current
    guard byte == UInt8(ascii: ",") || byte == end else {
      throw fault("expected “,” or “\(bracket)”, found \(found)")
    }
    let comma = position
    position += 1
    guard byte != end else { return false }
    skipSpace()
    if current == end { throw fault(at: comma, "a comma stands before “\(bracket)”; take it out") }
    return true
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count,
      bytes[position..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    else { throw fault("expected a value; the words are true, false and null") }
    position = end
    return value
  }

  @inline(never) func fault(at offset: Int? = nil, _ message: String) -> JSONError {
    JSONError(offset: offset ?? position, in: bytes, message: message)
  }

  var found: String {
    guard position < bytes.count else { return "the end" }
    let byte = bytes[position]
    if byte > 0x20, byte < 0x7F { return "“\(Character(Unicode.Scalar(byte)))”" }
    return byte < 0x80 ? "a control character" : "a character that can't stand here"
  }
}
