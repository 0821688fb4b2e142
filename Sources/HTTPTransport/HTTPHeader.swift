/// One header line. Its value may be a credential, so printing, dumping or mirroring a header does not show it.
package struct HTTPHeader: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  /// The name as it was given or received; names are compared without case.
  package let name: String
  /// The value without surrounding white space.
  package let value: String

  /// A header with this name and value, which are checked when the request is sent.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The name; the value is not shown.
  package var description: String { "\(name): …" }
  /// The same as ``description``.
  package var debugDescription: String { description }
  /// The same parts for `dump` and debuggers.
  package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

extension Sequence where Element == HTTPHeader {
  /// The value of the first header with this name, in any case; nil if there is none.
  package func value(of name: String) -> String? {
    first { $0.isNamed(name) }?.value
  }
}

extension HTTPHeader {
  fileprivate func isNamed(_ other: String) -> Bool {
    name.utf8.count == other.utf8.count
      && zip(name.utf8, other.utf8).allSatisfy { Self.lowercased($0) == Self.lowercased($1) }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
