/// A JSON value to be written. Members keep the order in which they are given.
package enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Sendable, Equatable {
    package let name: String
    package let value: JSON

    package init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The string, or null.
  package init(_ text: String?) {
    self = text.map(JSON.string) ?? .null
  }

  package enum Layout: Sendable {
    /// On one line, without spaces.
    case compact
    /// Indented by two spaces a level; empty arrays and objects on one line.
    case indented
    /// Compact, with as few escapes as RFC 8785 allows, for digests. Members have to be sorted by whoever gives them.
    case canonical
  }

  /// The value as UTF-8, without an end of line.
  ///
  /// Every character survives a round trip. What a terminal or a CI runner could take for a command (controls,
  /// bidirectional and other invisible format characters, `##`) is written as `\u` escapes.
  package func encoded(_ layout: Layout) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(self)
    return writer.bytes
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
}
