/// Takes a JSON text apart from its beginning to its end, once. What nobody asks for is stepped over, not decoded.
///
/// It stands in for `JSONDecoder`, which takes five and a half times the instructions for a page of tokens.
///
/// Whoever reads says what it expects. Something else is stepped over, so that one odd value does not spoil what stands
/// beside it; only what is not JSON at all is thrown.
package struct JSONReader {
  /// The text is not JSON.
  package struct SyntaxError: Error {}

  /// Collections within collections.
  private static let greatestDepth = 512

  private let text: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var depth = 0
  private var elementsLeft: Int

  /// Reads the value that a whole text is; nil where the text is not JSON or the value is none for the body.
  ///
  /// - Parameter mostElements: How many elements all arrays of the text together may have.
  package static func read<Value>(
    _ text: [UInt8], mostElements: Int = .max, _ body: (inout JSONReader) throws(SyntaxError) -> Value?
  ) -> Value? {
    text.withUnsafeBufferPointer { text in
      var reader = JSONReader(text: text, elementsLeft: mostElements)
      if text.starts(with: [0xEF, 0xBB, 0xBF]) { reader.offset = 3 }
      guard let value = try? body(&reader), reader.nextAfterSpace() == nil else { return nil }
      return value
    }
  }

  private init(text: UnsafeBufferPointer<UInt8>, elementsLeft: Int) {
    self.text = text
    self.elementsLeft = elementsLeft
  }

  /// Reads an object. The body is given each member's name, and has to read or skip its value.
  ///
  /// - Returns: False for anything else, and for an object with a name that is no text.
  package mutating func object(
    _ member: (inout JSONReader, JSONName) throws(SyntaxError) -> Void
  ) throws(SyntaxError) -> Bool {
    guard nextAfterSpace() == UInt8(ascii: "{") else {
      try skip()
      return false
    }
    var isWellFormed = true
    try enter()
    if !leave(UInt8(ascii: "}")) {
      repeat {
        guard nextAfterSpace() == UInt8(ascii: "\"") else { throw SyntaxError() }
        let name = JSONName(try token())
        guard nextAfterSpace() == UInt8(ascii: ":") else { throw SyntaxError() }
        offset += 1
        isWellFormed = isWellFormed && name.isText
        try member(&self, name)
      } while try goesOn(to: UInt8(ascii: "}"))
    }
    return isWellFormed
  }

  /// Reads an array. The body has to read or skip each element.
  ///
  /// - Returns: False for anything else.
  package mutating func array(
    _ element: (inout JSONReader) throws(SyntaxError) -> Void
  ) throws(SyntaxError) -> Bool {
    guard nextAfterSpace() == UInt8(ascii: "[") else {
      try skip()
      return false
    }
    try enter()
    if !leave(UInt8(ascii: "]")) {
      repeat {
        guard elementsLeft > 0 else { throw SyntaxError() }
        elementsLeft -= 1
        try element(&self)
      } while try goesOn(to: UInt8(ascii: "]"))
    }
    return true
  }

  /// Reads a string; nil for anything else, and for what is no text.
  package mutating func string() throws(SyntaxError) -> String? {
    guard nextAfterSpace() == UInt8(ascii: "\"") else {
      try skip()
      return nil
    }
    return try token().decoded
  }

  /// Reads a number that is whole, however it is written, and has 64 bits at most; nil for anything else.
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

  /// Whether the next value is null, which stays the next one.
  package mutating func isAtNull() -> Bool { nextAfterSpace() == UInt8(ascii: "n") }

  /// Whether the next value is an object, which stays the next one.
  package mutating func isAtObject() -> Bool { nextAfterSpace() == UInt8(ascii: "{") }

  /// Whether the next value is an array, which stays the next one.
  package mutating func isAtArray() -> Bool { nextAfterSpace() == UInt8(ascii: "[") }

  /// Steps over a value.
  ///
  /// - Returns: Where its bytes are in the whole text.
  package mutating func skippedRange() throws(SyntaxError) -> Range<Int> {
    _ = nextAfterSpace()
    let start = offset
    try skip()
    return start..<offset
  }

  /// Steps over a value.
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
    guard depth < Self.greatestDepth else { throw SyntaxError() }
    depth += 1
    offset += 1
  }

  private mutating func leave(_ close: UInt8) -> Bool {
    guard nextAfterSpace() == close else { return false }
    depth -= 1
    offset += 1
    return true
  }

  /// Whether a comma follows, rather than the end of the collection.
  private mutating func goesOn(to close: UInt8) throws(SyntaxError) -> Bool {
    if leave(close) { return false }
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

  /// Steps over a string, and tells where its inner text stands. Whether that is any good is seen by who decodes it.
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
