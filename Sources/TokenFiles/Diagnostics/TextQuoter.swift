import TokenModel

/// Quotes text from a file in messages: secrets are masked, and long text is truncated.
struct TextQuoter: Sendable {
  let mask: SecretMask

  private static let maximumLength = 60

  /// The text in double quotes, with `…` in place of what is beyond the first 60 scalars.
  func callAsFunction(_ text: String) -> String {
    let shown = mask.masking(text).unicodeScalars
    guard let cut = shown.index(shown.startIndex, offsetBy: Self.maximumLength, limitedBy: shown.endIndex),
      cut < shown.endIndex
    else {
      return "\"\(String(shown))\""
    }
    return "\"\(String(shown[..<cut]))…\""
  }
}
