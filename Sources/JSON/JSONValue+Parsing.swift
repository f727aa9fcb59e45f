extension JSONValue {
  /// Reads exactly one value, strictly as RFC 8259 says: nothing before or after it but white space, every member
  /// name once, only valid UTF-8 and no lone surrogates.
  package init(
    parsing bytes: some Collection<UInt8>, limits: JSONLimits = JSONLimits()
  ) throws(JSONError) {
    let result =
      bytes.withContiguousStorageIfAvailable { Self.parse($0, limits) }
      ?? Array(bytes).withUnsafeBufferPointer { Self.parse($0, limits) }
    self = try result.get()
  }

  /// Reads exactly one value out of text, with the same rules as for bytes.
  package init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
    var text = text
    let result = text.withUTF8 { Self.parse($0, limits) }
    self = try result.get()
  }

  private static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits
  ) -> Result<JSONValue, JSONError> {
    var parser = JSONParser(bytes: bytes, limits: limits)
    do throws(JSONError) {
      return .success(try parser.document())
    } catch {
      return .failure(error)
    }
  }
}
