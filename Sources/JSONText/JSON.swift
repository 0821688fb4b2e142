/// A JSON value to write. Members keep their order.
package enum JSON: Sendable, Equatable {
  /// One of the types of JSON; numbers are integers of 64 bits.
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A member of an object.
  package struct Member: Sendable, Equatable {
    /// Its name, not escaped.
    package let name: String
    /// Its value.
    package let value: JSON

    /// A member of this name.
    package init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The string, or null.
  package init(_ text: String?) {
    self = text.map(JSON.string) ?? .null
  }

  /// How a value is written.
  package enum Layout: Sendable {
    /// On one line, without spaces.
    case compact
    /// Indented by two spaces per level, with empty arrays and objects on one line.
    case indented
    /// Indented down to the members of the members of the whole, and compact within: a long list has an element per line.
    case outline
    /// Compact, with the escapes of RFC 8785 only, for digests. Callers have to sort the members.
    case canonical
  }

  /// The value as UTF-8, without an end of line.
  ///
  /// Text that a terminal or a CI runner could interpret (controls, bidirectional and other invisible format characters,
  /// `##`) is written with `\u` escapes, except in the canonical layout.
  package func encoded(_ layout: Layout) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(self)
    return writer.bytes
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// A string.
  package init(stringLiteral value: String) { self = .string(value) }
  /// An array.
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
}
