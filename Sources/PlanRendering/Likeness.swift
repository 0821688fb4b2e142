import TokenModel

/// How far two texts that differ look the same to a reader, and what is done about it.
enum Likeness {
  case none
  /// They differ in white space, or in characters that do not show.
  case unseen
  /// Every character looks the same and some are other scalars, such as `é` in one and in two.
  case composition
  /// They differ in a secret that may not be shown.
  case masked

  init(of old: String, and new: String) {
    let left = old.unicodeScalars.lazy.filter { !$0.isBlank }
    let right = new.unicodeScalars.lazy.filter { !$0.isBlank }
    if old.utf8.isEmpty || new.utf8.isEmpty {
      self = .none
    } else if old.utf8.elementsEqual(new.utf8) {
      self = .masked
    } else if left.elementsEqual(right) {
      self = .unseen
    } else if old.utf8.count < 100_000,
      String(String.UnicodeScalarView(left)) == String(String.UnicodeScalarView(right))
    {
      self = .composition
    } else {
      self = .none
    }
  }

  var legibility: Legibility {
    self == .composition ? .quotedASCII : .quoted
  }

  var remark: String? {
    switch self {
    case .none: nil
    case .unseen: "only blanks or unseen characters differ"
    case .composition: "they look the same and are other characters"
    case .masked: "what differs is masked"
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool {
    isASCII ? value <= 0x20 || value == 0x7F : isUnseen || properties.isVariationSelector
  }
}
