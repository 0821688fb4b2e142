/// One header line. Its value may be a credential, so nothing that prints, dumps or mirrors a header shows it.
package struct HTTPHeader: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  package var description: String { "\(name): …" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

extension Sequence where Element == HTTPHeader {
  /// The value of the first header of that name, whatever its case; nil if there is none.
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
