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
    var left = SeenScalars(old)
    var right = SeenScalars(new)
    var parting: (left: Unicode.Scalar?, right: Unicode.Scalar?)
    repeat { parting = (left.next(), right.next()) } while parting.left == parting.right && parting.left != nil
    if parting.left == parting.right {
      self = .invisibleDifference
    } else if parting.left?.isASCII ?? true, parting.right?.isASCII ?? true {
      // What is ASCII is composed with nothing before it, so texts that part there do not look the same.
      self = .none
    } else {
      self = old.utf8.count < 100_000 && SeenScalars(old).text == SeenScalars(new).text ? .canonicallyEquivalent : .none
    }
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

/// The scalars of a text, but for those that do not show.
private struct SeenScalars: Sequence, IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator

  init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
  }

  mutating func next() -> Unicode.Scalar? {
    while let scalar = scalars.next() {
      if !scalar.isBlank { return scalar }
    }
    return nil
  }

  var text: String { String(reduce(into: String.UnicodeScalarView()) { $0.append($1) }) }
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool {
    isASCII ? value <= 0x20 || value == 0x7F : isUnseen || properties.isVariationSelector
  }
}
