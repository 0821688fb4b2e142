/// A kind of platform object, with the form of its identifiers: a prefix, then groups of four digits.
///
/// Source: the prefixes and examples of the API's page.
@usableFromInline package protocol IdentifierKind: Sendable {
  /// The prefix without its hyphen, such as `TKN`.
  static var prefix: String { get }
  /// The minimum number of groups of four digits in a well-formed identifier.
  static var minimumGroups: Int { get }
  /// An example for error messages.
  static var example: String { get }
}

/// An API token.
package enum TokenKind: IdentifierKind {
  /// The prefix without its hyphen.
  package static let prefix = "TKN"
  /// The minimum number of groups of four digits.
  package static let minimumGroups = 2
  /// An example from the API's page, for error messages.
  package static let example = "TKN-1671-0642"
}

/// An account.
package enum AccountKind: IdentifierKind {
  /// The prefix without its hyphen.
  package static let prefix = "ACC"
  /// The minimum number of groups of four digits.
  package static let minimumGroups = 2
  /// An example from the API's page, for error messages.
  package static let example = "ACC-5563-4382"
}

/// A module, which a token grants access to.
package enum ModuleKind: IdentifierKind {
  /// The prefix without its hyphen.
  package static let prefix = "MOD"
  /// The minimum number of groups of four digits.
  package static let minimumGroups = 1
  /// An example from the API's page, for error messages.
  package static let example = "MOD-1756"
}

/// An extension.
package enum ExtensionKind: IdentifierKind {
  /// The prefix without its hyphen.
  package static let prefix = "EXT"
  /// The minimum number of groups of four digits.
  package static let minimumGroups = 2
  /// An example from the API's page, for error messages.
  package static let example = "EXT-6587-4477"
}

/// A buyer, which a module can be limited to.
package enum BuyerKind: IdentifierKind {
  /// The prefix without its hyphen.
  package static let prefix = "BUY"
  /// The minimum number of groups of four digits.
  package static let minimumGroups = 2
  /// An example from the API's page, for error messages.
  package static let example = "BUY-2844-0294"
}

/// An identifier of one kind of platform object, compared and ordered byte by byte.
///
/// Text that a person wrote goes through ``init(wellFormed:)``; what the platform returned is kept whatever its form.
@usableFromInline
package struct Identifier<Kind: IdentifierKind>: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The identifier as it is written.
  @usableFromInline package let rawValue: String

  /// An identifier that the platform returned, whatever its form.
  @inlinable package init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  /// An identifier that a person wrote: the prefix, then groups of four digits, each after a hyphen. Nil for other text.
  @inlinable package init?(wellFormed text: String) {
    guard isIdentifier(text, prefix: Kind.prefix, minimumGroups: Kind.minimumGroups) else { return nil }
    rawValue = text
  }

  /// The same as ``rawValue``.
  @inlinable package var description: String { rawValue }

  /// Compares byte by byte.
  @inlinable package static func == (left: Self, right: Self) -> Bool {
    left.rawValue.isVerbatim(right.rawValue)
  }

  /// Orders by bytes.
  @inlinable package static func < (left: Self, right: Self) -> Bool {
    left.rawValue.precedesVerbatim(right.rawValue)
  }

  /// Hashes the bytes.
  @inlinable package func hash(into hasher: inout Hasher) {
    rawValue.hashVerbatim(into: &hasher)
  }
}

/// Whether a text is the prefix, then at least so many groups of a hyphen and four digits.
@usableFromInline
func isIdentifier(_ text: String, prefix: String, minimumGroups: Int) -> Bool {
  var text = text
  var prefix = prefix
  return text.withUTF8 { text in
    prefix.withUTF8 { prefix in
      let digits = text.count - prefix.count
      guard digits >= 5 * minimumGroups, digits.isMultiple(of: 5), prefix.indices.allSatisfy({ text[$0] == prefix[$0] })
      else { return false }
      return stride(from: prefix.count, to: text.count, by: 5).allSatisfy { group in
        text[group] == UInt8(ascii: "-")
          && (group + 1..<group + 5).allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[$0] }
      }
    }
  }
}

/// Such as `TKN-1671-0642`.
package typealias TokenID = Identifier<TokenKind>
/// Such as `ACC-5563-4382`.
package typealias AccountID = Identifier<AccountKind>
/// Such as `MOD-1756`.
package typealias ModuleID = Identifier<ModuleKind>
/// Such as `BUY-2844-0294`.
package typealias BuyerID = Identifier<BuyerKind>
/// Such as `EXT-6587-4477`.
package typealias ExtensionID = Identifier<ExtensionKind>
