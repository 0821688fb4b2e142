import TokenModel

/// How far two texts that differ look the same to a reader, and what is done about it.
enum Confusability {
  case none
  /// They differ in white space, or in characters that do not show.
  case invisibleDifference
  /// Every character looks the same and some are other scalars, such as `é` in one and in two.
  case canonicallyEquivalent
  /// They differ in a secret that may not be shown.
  case masked

  init(of old: String, and new: String) {
    guard !old.utf8.isEmpty, !new.utf8.isEmpty else {
      self = .none
      return
    }
    guard VerbatimText(old) != VerbatimText(new) else {
      self = .masked
      return
    }
    let (left, right) = (old.seen, new.seen)
    self =
      VerbatimText(left) == VerbatimText(right) ? .invisibleDifference : left == right ? .canonicallyEquivalent : .none
  }

  var escaping: Escaping {
    self == .canonicallyEquivalent ? .quotedASCII : .quoted
  }

  var remark: String? {
    switch self {
    case .none: nil
    case .invisibleDifference: "only spaces or invisible characters differ"
    case .canonicallyEquivalent: "different characters that look the same"
    case .masked: "the difference is masked"
    }
  }
}

extension String {
  /// The text without what does not show.
  fileprivate var seen: String {
    String(unicodeScalars.reduce(into: UnicodeScalarView()) { if !$1.isBlank { $0.append($1) } })
  }
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool {
    isASCII ? value <= 0x20 || value == 0x7F : isUnseen || properties.isVariationSelector
  }
}
