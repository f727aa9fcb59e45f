internal import Clibpq

/// The parameters of one command in the form libpq wants: one flat buffer and where in it each value starts.
///
/// A connection keeps one and fills it again for each command, so that sending allocates nothing.
struct ParameterBuffer {
  private var bytes: [UInt8] = []
  /// Where a value starts, -1 for NULL.
  private var offsets: [Int] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []
  private var types: [Oid] = []

  private static let byteaType: Oid = 17
  /// What a rare large value leaves behind is given back above this.
  private static let retainedCapacity = 1 << 20

  /// Takes the parameters in place of the ones before; the index of the first that cannot be sent, or nil.
  ///
  /// libpq reads text up to its first NUL, which PostgreSQL could not store anyway: it would cut the value off.
  mutating func fill(_ parameters: [Parameter]) -> Int? {
    empty()
    for (index, parameter) in parameters.enumerated() {
      let start = bytes.count
      let (isPresent, isBinary) = append(parameter)
      if !isBinary, bytes[start...].contains(0) { return index }
      lengths.append(Int32(clamping: bytes.count - start))
      formats.append(isBinary ? 1 : 0)
      types.append(parameter.isByteString ? Self.byteaType : 0)
      offsets.append(isPresent ? start : -1)
      bytes.append(0)
    }
    return nil
  }

  /// Calls `body` with the count and libpq's four arrays: types, values, lengths, formats.
  func withArrays<R>(
    _ body: (
      Int32, UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> R
  ) -> R {
    bytes.withUnsafeBytes { flat in
      let characters = flat.assumingMemoryBound(to: CChar.self)
      return withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: offsets.count) { values in
        for (index, offset) in offsets.enumerated() {
          let start = offset < 0 ? nil : characters.baseAddress.map { $0 + offset }
          values.initializeElement(at: index, to: start)
        }
        return types.withUnsafeBufferPointer { types in
          lengths.withUnsafeBufferPointer { lengths in
            formats.withUnsafeBufferPointer { formats in
              body(
                Int32(offsets.count), types.baseAddress, UnsafePointer(values.baseAddress), lengths.baseAddress,
                formats.baseAddress)
            }
          }
        }
      }
    }
  }

  private mutating func empty() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.retainedCapacity)
    offsets.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    formats.removeAll(keepingCapacity: true)
    types.removeAll(keepingCapacity: true)
  }

  /// Whether the parameter has a value, which is then at the buffer's end, and whether that is binary.
  private mutating func append(_ parameter: Parameter) -> (isPresent: Bool, isBinary: Bool) {
    switch parameter {
    case .null: return (false, false)
    case .integer(let value): return (append(value) { IntegerText.append($0, to: &$1) }, false)
    case .double(let value): return (append(value) { $1.append(contentsOf: $0.description.utf8) }, false)
    case .boolean(let value): return (append(value) { $1.append(UInt8(ascii: $0 ? "t" : "f")) }, false)
    case .text(let value): return (append(value) { $1.append(contentsOf: $0.utf8) }, false)
    case .utf8(let value): return (append(value) { $1.append(contentsOf: $0) }, false)
    case .bytes(let value): return (append(value) { $1.append(contentsOf: $0) }, value != nil)
    case .uuid(let high, let low): UUIDText.append(high, low, to: &bytes)
    case .array(let text): bytes.append(contentsOf: text)
    case .binary(let array):
      bytes.append(contentsOf: array)
      return (true, true)
    case .timestamp(let value): return (append(value) { TimestampText.append($0, to: &$1) }, false)
    case .integers(let values): ArrayText.append(values, to: &bytes) { IntegerText.append($0, to: &$1) }
    case .booleans(let values): ArrayText.append(values, to: &bytes) { $1.append(UInt8(ascii: $0 ? "t" : "f")) }
    case .texts(let values): ArrayText.append(values, to: &bytes) { ArrayText.appendQuoted($0.utf8, to: &$1) }
    case .utf8s(let values): ArrayText.append(values, to: &bytes) { ArrayText.appendQuoted($0, to: &$1) }
    case .byteStrings(let values): ArrayText.append(values, to: &bytes) { ArrayText.appendHexadecimal($0, to: &$1) }
    case .timestamps(let values): ArrayText.append(values, to: &bytes) { ArrayText.appendTimestamp($0, to: &$1) }
    }
    return (true, false)
  }

  private mutating func append<T>(_ value: T?, _ write: (T, inout [UInt8]) -> Void) -> Bool {
    guard let value else { return false }
    write(value, &bytes)
    return true
  }
}

extension Parameter {
  fileprivate var isByteString: Bool {
    if case .bytes(.some) = self { return true }
    return false
  }
}
