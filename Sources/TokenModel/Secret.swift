/// A credential. Printing, interpolating, dumping or mirroring it gives ``SecretMask/mask`` only.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let text: String

  /// Wraps a credential.
  package init(_ text: String) {
    self.text = text
  }

  /// The secret itself, for the one header that carries it and for masking.
  package func reveal() -> String { text }

  /// Calls the body with the secret in UTF-8. In place, because all threads that mask would count references to a copy.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = text
    return copy.withUTF8(body)
  }

  /// The mask.
  package var description: String { SecretMask.mask }
  /// The mask.
  package var debugDescription: String { SecretMask.mask }
  /// A mirror without children.
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// The token of a secret of the form `idt:TKN-1111-1111:…`; nil for the older form.
  package var tokenID: TokenID? {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "idt" else { return nil }
    return TokenID(wellFormed: String(parts[1]))
  }
}
