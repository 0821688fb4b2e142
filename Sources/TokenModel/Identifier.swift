/// What an identifier of the platform stands for: the letters that it begins with, and how many groups of digits
/// follow at least.
package protocol IdentifierKind: Sendable {
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

package enum BuyerKind: IdentifierKind {
  package static let prefix = "BUY"
  package static let minimumGroups = 2
  package static let example = "BUY-2844-0294"
}

/// An identifier of one kind of platform object, compared and ordered byte by byte.
///
/// What a person writes goes through ``init(wellFormed:)``; what the platform answers is taken as it is.
package struct Identifier<Kind: IdentifierKind>: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let rawValue: String

  /// Takes what the platform answered, whatever its shape.
  package init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  /// Takes text that a person wrote: the prefix, then groups of four digits, each after a hyphen. Nil for anything else.
  package init?(wellFormed text: String) {
    var copy = text
    guard copy.withUTF8(Self.isWellFormed) else { return nil }
    rawValue = text
  }

  private static func isWellFormed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let groups = text.dropFirst(Kind.prefix.utf8.count)
    guard text.starts(with: Kind.prefix.utf8), groups.count >= 5 * Kind.minimumGroups, groups.count.isMultiple(of: 5)
    else { return false }
    for (index, byte) in groups.enumerated() {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      guard index.isMultiple(of: 5) ? byte == UInt8(ascii: "-") : isDigit else { return false }
    }
    return true
  }

  package var description: String { rawValue }

  package static func == (left: Self, right: Self) -> Bool {
    left.rawValue.isVerbatim(right.rawValue)
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var text = rawValue
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

package typealias TokenID = Identifier<TokenKind>
package typealias AccountID = Identifier<AccountKind>
package typealias ModuleID = Identifier<ModuleKind>
package typealias BuyerID = Identifier<BuyerKind>
