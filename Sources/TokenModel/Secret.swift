/// A credential. Nothing that prints, interpolates, dumps or mirrors it sees more than a mask.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// The secret itself, for the one header that carries it and for masking.
  package func reveal() -> String { text }

  /// Gives the secret in UTF-8 in place: a copy would be counted, by every thread that masks.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = text
    return copy.withUTF8(body)
  }

  package var description: String { SecretMask.mask }
  package var debugDescription: String { SecretMask.mask }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// The token that a secret of the current form `idt:TKN-1111-1111:…` belongs to; nil for an older secret.
  package var tokenID: TokenID? {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "idt" else { return nil }
    return TokenID(wellFormed: String(parts[1]))
  }
}
