import Glibc

/// The name of a member in a JSON text. Must not outlive the text.
package struct JSONName {
  private let token: JSONStringToken

  init(_ token: JSONStringToken) {
    self.token = token
  }

  /// The name with its escapes resolved; empty if it is not valid, in which case the whole object is rejected.
  package var text: String { token.decoded ?? "" }

  var isText: Bool { token.isPlain || token.decoded != nil }

  /// Compares with an ASCII name, byte by byte if there are no escapes.
  package static func ~= (name: StaticString, value: JSONName) -> Bool {
    guard !value.token.isEscaped else { return name.withUTF8Buffer { value.text.utf8.elementsEqual($0) } }
    let bytes = value.token.bytes
    guard name.utf8CodeUnitCount == bytes.count, let start = bytes.baseAddress else { return false }
    return memcmp(name.utf8Start, start, bytes.count) == 0
  }
}
