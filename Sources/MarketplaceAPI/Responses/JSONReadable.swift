package import JSONText

/// A value that can be read from the JSON of a response.
package protocol JSONReadable {
  /// Reads the next value. Nil if it has an unexpected type or is null; the reader is past it in either case.
  ///
  /// Throws if the text is not JSON.
  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError)
}

extension JSONReadable {
  /// Reads a whole body. Nil if it is not JSON, has an unexpected shape, or has more elements than this program keeps.
  package init?(body: [UInt8]) {
    let value = JSONReader.read(body, maximumElements: maximumElements) {
      (reader) throws(JSONReader.SyntaxError) -> Self? in try Self(&reader)
    }
    guard let value else { return nil }
    self = value
  }
}

/// The elements of all arrays of a response together: a page of a hundred tokens with a hundred modules each, each for
/// thirty buyers.
private let maximumElements = 300_000

/// A member of an object.
enum JSONField<Value> {
  case absent, null
  case value(Value)
  /// A value of an unexpected type.
  case mismatch

  var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }

  var isMismatch: Bool {
    if case .mismatch = self { true } else { false }
  }
}

extension JSONReader {
  /// Reads a member's value. Of several members with the same name, the first counts.
  mutating func read<Value: JSONReadable>(into field: inout JSONField<Value>) throws(SyntaxError) {
    guard field.isAbsent else { return try skip() }
    if isAtNull() {
      try skip()
      field = .null
    } else {
      field = try Value(&self).map { .value($0) } ?? .mismatch
    }
  }
}

extension String: JSONReadable {
  /// Reads a string.
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let text = try reader.string() else { return nil }
    self = text
  }
}

extension Int: JSONReadable {
  /// Reads an integer.
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let number = try reader.integer() else { return nil }
    self = number
  }
}

extension Bool: JSONReadable {
  /// Reads `true` or `false`.
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let value = try reader.boolean() else { return nil }
    self = value
  }
}

extension Array: JSONReadable where Element: JSONReadable {
  /// Reads an array. Nil if any element has an unexpected type.
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var elements: [Element] = []
    var count = 0
    let isArray = try reader.array { (reader) throws(JSONReader.SyntaxError) in
      count += 1
      if let element = try Element(&reader) { elements.append(element) }
    }
    guard isArray, elements.count == count else { return nil }
    self = elements
  }
}
