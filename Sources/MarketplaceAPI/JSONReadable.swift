package import JSONText

/// What can be read out of an answer.
package protocol JSONReadable {
  /// Reads the next value; nil where it is of another shape, null included. Either way it is behind the reader.
  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError)
}

extension JSONReadable {
  /// Reads a whole body; nil where it is not JSON, JSON of another shape, or has more elements than this program keeps.
  package init?(body: [UInt8]) {
    let value = JSONReader.read(body, mostElements: mostElementsOfAnswer) {
      (reader) throws(JSONReader.SyntaxError) -> Self? in try Self(&reader)
    }
    guard let value else { return nil }
    self = value
  }
}

/// In all arrays of an answer together: a page of a hundred tokens may hold a hundred modules in each, for thirty buyers.
private let mostElementsOfAnswer = 300_000

/// What an object says under a name.
enum JSONField<Value> {
  case absent, null
  case value(Value)
  /// Something of another shape.
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
  /// Reads a member's value. The first of several members with the same name counts.
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
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let text = try reader.string() else { return nil }
    self = text
  }
}

extension Int: JSONReadable {
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let number = try reader.integer() else { return nil }
    self = number
  }
}

extension Bool: JSONReadable {
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let value = try reader.boolean() else { return nil }
    self = value
  }
}

/// An array with one element of another shape is of another shape itself.
extension Array: JSONReadable where Element: JSONReadable {
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
