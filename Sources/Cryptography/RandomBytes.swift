internal import Clibsodium

/// Bytes that nobody can foretell, from the system's source.
package enum RandomBytes {
  package static func make(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { randombytes_buf(start, count) }
      filled = count
    }
  }
}
