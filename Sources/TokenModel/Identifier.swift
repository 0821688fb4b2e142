/// What an identifier of the platform stands for: the letters that it begins with, and how many groups of digits
/// follow at least.
@usableFromInline package protocol IdentifierKind: Sendable {
  /// The prefix without its hyphen, such as `TKN`.
  static var prefix: String { get }
  /// How many groups of four digits a well-formed identifier has at least.
  static var minimumGroups: Int { get }
  /// An example for error messages.
  static var example: String { get }
}

package enum TokenKind: IdentifierKind {
  package static let prefix = "TKN"
  package static let minimumGroups = 2
  package static let example = "TKN-1671-0642"
}

package enum AccountKind: IdentifierKind {
  package static let prefix = "ACC"
  package static let minimumGroups = 2
  package static let example = "ACC-5563-4382"
}

package enum ModuleKind: IdentifierKind {
  package static let prefix = "MOD"
  package static let minimumGroups = 1
  package static let example = "MOD-1756"
}

package enum ExtensionKind: IdentifierKind {
  package static let prefix = "EXT"
  package static let minimumGroups = 2
  package static let example = "EXT-6587-4477"
}

package enum BuyerKind: IdentifierKind {
  package static let prefix = "BUY"
  package static let minimumGroups = 2
  package static let example = "BUY-2844-0294"
}

/// An identifier of one kind of platform object, compared and ordered byte by byte.
///
/// What a person writes goes through ``init(wellFormed:)``; what the platform answers is taken as it is.
@usableFromInline
package struct Identifier<Kind: IdentifierKind>: Hashable, Comparable, Sendable, CustomStringConvertible {
  @usableFromInline package let rawValue: String

  /// Takes what the platform answered, whatever its shape.
  @inlinable package init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  /// Takes text that a person wrote: the prefix, then groups of four digits, each after a hyphen. Nil for anything else.
  @inlinable package init?(wellFormed text: String) {
    guard isIdentifier(text, prefix: Kind.prefix, minimumGroups: Kind.minimumGroups) else { return nil }
    rawValue = text
  }

  @inlinable package var description: String { rawValue }

  @inlinable package static func == (left: Self, right: Self) -> Bool {
    left.rawValue.isVerbatim(right.rawValue)
  }

  @inlinable package static func < (left: Self, right: Self) -> Bool {
    left.rawValue.precedesVerbatim(right.rawValue)
  }

  @inlinable package func hash(into hasher: inout Hasher) {
    rawValue.hashVerbatim(into: &hasher)
  }
}

/// Whether a text is a prefix, then groups of a hyphen and four digits.
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

package typealias TokenID = Identifier<TokenKind>
package typealias AccountID = Identifier<AccountKind>
package typealias ModuleID = Identifier<ModuleKind>
package typealias BuyerID = Identifier<BuyerKind>
package typealias ExtensionID = Identifier<ExtensionKind>
