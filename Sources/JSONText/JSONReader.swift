/// A pull parser for JSON: reads a text once, and skips the values that callers do not ask for.
///
/// Used in place of `JSONDecoder`, which takes five and a half times as many instructions for a page of tokens.
///
/// Callers ask for the type they expect. A value of another type is skipped, so it does not invalidate its siblings; only
/// malformed JSON throws.
package struct JSONReader {
  /// The text is not JSON, exceeds a limit, or is not to be read any further.
  package struct SyntaxError: Error {
    /// Ends the reading of a text.
    package init() {}
  }

  /// The maximum nesting of collections.
  private static let maximumDepth = 512

  private let text: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var depth = 0
  private var elementsLeft: Int

  /// Reads a whole text.
  ///
  /// - Parameters:
  ///   - text: The text in UTF-8.
  ///   - maximumElements: The maximum number of elements in all arrays of the text together.
  ///   - body: Reads the value of the text; nil if it is not the expected one.
  /// - Returns: The result of the body; nil if the text is not JSON or exceeds a limit.
  package static func read<Value>(
    _ text: [UInt8], maximumElements: Int = .max, _ body: (inout JSONReader) throws(SyntaxError) -> Value?
  ) -> Value? {
    text.withUnsafeBufferPointer { text in
      var reader = JSONReader(text: text, elementsLeft: maximumElements)
      if text.starts(with: [0xEF, 0xBB, 0xBF]) { reader.offset = 3 }
      guard let value = try? body(&reader), reader.nextAfterSpace() == nil else { return nil }
      return value
    }
  }

  private init(text: UnsafeBufferPointer<UInt8>, elementsLeft: Int) {
    self.text = text
    self.elementsLeft = elementsLeft
  }

  /// Reads an object. The body is called for each member, and has to read or skip its value.
  ///
  /// - Returns: False if the value is not an object, or has a name that is not valid text.
  /// - Throws: ``SyntaxError``.
  package mutating func object(
    _ member: (inout JSONReader, JSONName) throws(SyntaxError) -> Void
  ) throws(SyntaxError) -> Bool {
    guard nextAfterSpace() == UInt8(ascii: "{") else {
      try skip()
      return false
    }
    var isWellFormed = true
    try enter()
    if !consumeEnd(UInt8(ascii: "}")) {
      repeat {
        guard nextAfterSpace() == UInt8(ascii: "\"") else { throw SyntaxError() }
        let name = JSONName(try token())
        guard nextAfterSpace() == UInt8(ascii: ":") else { throw SyntaxError() }
        offset += 1
        isWellFormed = isWellFormed && name.isText
        try member(&self, name)
      } while try continues(to: UInt8(ascii: "}"))
    }
    return isWellFormed
  }

  /// Reads an array. The body has to read or skip each element.
  ///
  /// - Returns: False if the value is not an array.
  /// - Throws: ``SyntaxError``.
  package mutating func array(
    _ element: (inout JSONReader) throws(SyntaxError) -> Void
  ) throws(SyntaxError) -> Bool {
    guard nextAfterSpace() == UInt8(ascii: "[") else {
      try skip()
      return false
    }
    try enter()
    if !consumeEnd(UInt8(ascii: "]")) {
      repeat {
        guard elementsLeft > 0 else { throw SyntaxError() }
        elementsLeft -= 1
        try element(&self)
      } while try continues(to: UInt8(ascii: "]"))
    }
    return true
  }

  /// Reads a string; nil if the value is not a string, or not valid text.
  ///
  /// - Throws: ``SyntaxError``.
  package mutating func string() throws(SyntaxError) -> String? {
    guard nextAfterSpace() == UInt8(ascii: "\"") else {
      try skip()
      return nil
    }
    return try token().decoded
  }

  /// Reads an integer of at most 64 bits, in any notation; nil if the value is anything else.
  ///
  /// - Throws: ``SyntaxError``.
  package mutating func integer() throws(SyntaxError) -> Int? {
    guard let first = nextAfterSpace() else { throw SyntaxError() }
    let start = offset
    try skip()
    guard first == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= first else { return nil }
    let digits = String(decoding: text[start..<offset], as: UTF8.self)
    return Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) }
  }

  /// Reads true or false; nil for anything else.
  package mutating func boolean() throws(SyntaxError) -> Bool? {
    let first = nextAfterSpace()
    try skip()
    return first == UInt8(ascii: "t") ? true : first == UInt8(ascii: "f") ? false : nil
  }

  /// Whether the next value is null. Does not read it.
  package mutating func isAtNull() -> Bool { nextAfterSpace() == UInt8(ascii: "n") }

  /// Whether the next value is an object. Does not read it.
  package mutating func isAtObject() -> Bool { nextAfterSpace() == UInt8(ascii: "{") }

  /// Whether the next value is an array. Does not read it.
  package mutating func isAtArray() -> Bool { nextAfterSpace() == UInt8(ascii: "[") }

  /// Skips a value.
  ///
  /// - Returns: The range of its bytes in the text.
  /// - Throws: ``SyntaxError``.
  package mutating func skippedRange() throws(SyntaxError) -> Range<Int> {
    _ = nextAfterSpace()
    let start = offset
    try skip()
    return start..<offset
  }

  /// Skips a value.
  ///
  /// - Throws: ``SyntaxError``.
  package mutating func skip() throws(SyntaxError) {
    switch nextAfterSpace() {
    case UInt8(ascii: "{"): _ = try object { reader, _ throws(SyntaxError) in try reader.skip() }
    case UInt8(ascii: "["): _ = try array { reader throws(SyntaxError) in try reader.skip() }
    case UInt8(ascii: "\""): _ = try token()
    case UInt8(ascii: "t"): try skip("true")
    case UInt8(ascii: "f"): try skip("false")
    case UInt8(ascii: "n"): try skip("null")
    default: try skipNumber()
    }
  }
}

extension JSONReader {
  private var next: UInt8? { offset < text.count ? text[offset] : nil }

  private mutating func nextAfterSpace() -> UInt8? {
    while let byte = next {
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      offset += 1
    }
    return nil
  }

  private mutating func enter() throws(SyntaxError) {
    guard depth < Self.maximumDepth else { throw SyntaxError() }
    depth += 1
    offset += 1
  }

  private mutating func consumeEnd(_ close: UInt8) -> Bool {
    guard nextAfterSpace() == close else { return false }
    depth -= 1
    offset += 1
    return true
  }

  /// Whether a comma follows, rather than the end of the collection.
  private mutating func continues(to close: UInt8) throws(SyntaxError) -> Bool {
    if consumeEnd(close) { return false }
    guard next == UInt8(ascii: ",") else { throw SyntaxError() }
    offset += 1
    return true
  }

  private mutating func skip(_ word: StaticString) throws(SyntaxError) {
    let end = offset + word.utf8CodeUnitCount
    guard end <= text.count, word.withUTF8Buffer({ text[offset..<end].elementsEqual($0) }) else { throw SyntaxError() }
    offset = end
  }

  private mutating func skipNumber() throws(SyntaxError) {
    if next == UInt8(ascii: "-") { offset += 1 }
    let beginsWithZero = next == UInt8(ascii: "0")
    let digits = try skipDigits()
    guard digits == 1 || !beginsWithZero else { throw SyntaxError() }
    if next == UInt8(ascii: ".") {
      offset += 1
      _ = try skipDigits()
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if let sign = next, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
      _ = try skipDigits()
    }
  }

  private mutating func skipDigits() throws(SyntaxError) -> Int {
    let start = offset
    while let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { offset += 1 }
    guard offset > start else { throw SyntaxError() }
    return offset - start
  }

  /// Skips a string.
  ///
  /// - Returns: Its content, which is validated only when it is decoded.
  private mutating func token() throws(SyntaxError) -> JSONStringToken {
    offset += 1
    let start = offset
    var (isEscaped, isPlain) = (false, true)
    while offset < text.count {
      let byte = text[offset]
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return JSONStringToken(
          bytes: UnsafeBufferPointer(rebasing: text[start..<offset - 1]), isEscaped: isEscaped, isPlain: isPlain)
      case UInt8(ascii: "\\"):
        isEscaped = true
        isPlain = false
        offset += 2
      default:
        if byte >= 0x80 || byte < 0x20 { isPlain = false }
        offset += 1
      }
    }
    throw SyntaxError()
  }
}
