/// Writes JSON piece by piece, so that a long list need not be in memory as values.
///
/// Callers have to end each collection, and to write a name before each value in an object.
package struct JSONWriter {
  /// A value that contains others.
  package enum Collection {
    case object, array
  }

  private let layout: JSON.Layout
  private var depth = 0
  private var isAtStart = true
  private var isNamed = false
  /// The text so far. Callers that write in chunks empty it after each.
  package var bytes: [UInt8] = []

  /// A writer without any text yet.
  package init(layout: JSON.Layout) {
    self.layout = layout
  }

  /// Begins an object or an array.
  package mutating func begin(_ collection: Collection) {
    startValue()
    append(collection == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
    depth += 1
    isAtStart = true
  }

  /// Ends the innermost object or array, which the caller has to name.
  package mutating func end(_ collection: Collection) {
    let wasExpanded = isExpanded
    depth -= 1
    if !isAtStart, wasExpanded { startLine() }
    append(collection == .object ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    isAtStart = false
  }

  /// Writes the name of the next value.
  ///
  /// - Parameter name: ASCII without characters to escape.
  package mutating func name(_ name: StaticString) {
    startValue()
    append(UInt8(ascii: "\""))
    append(name)
    append(isExpanded ? "\": " : "\":")
    isNamed = true
  }

  /// Writes the name of the next value.
  package mutating func name(of name: String) {
    write(name)
    append(isExpanded ? ": " : ":")
    isNamed = true
  }

  /// Writes null.
  package mutating func writeNull() {
    startValue()
    append("null")
  }

  /// Writes true or false.
  package mutating func write(_ flag: Bool) {
    startValue()
    append(flag ? "true" : "false")
  }

  /// Writes a number.
  package mutating func write(_ number: Int) {
    startValue()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Writes a string.
  package mutating func write(_ text: String) {
    startValue()
    append(UInt8(ascii: "\""))
    appendEscaping(text)
    append(UInt8(ascii: "\""))
  }

  /// Writes a string, or null.
  package mutating func write(_ text: String?) {
    if let text { write(text) } else { writeNull() }
  }

  /// Writes a value of any type.
  package mutating func write(_ value: JSON) {
    switch value {
    case .null: writeNull()
    case .bool(let flag): write(flag)
    case .int(let number): write(number)
    case .string(let text): write(text)
    case .array(let elements):
      begin(.array)
      for element in elements { write(element) }
      end(.array)
    case .object(let members):
      begin(.object)
      for member in members {
        name(of: member.name)
        write(member.value)
      }
      end(.object)
    }
  }

  /// Writes the comma and line end before a value, or before its name.
  private mutating func startValue() {
    if isNamed {
      isNamed = false
    } else if depth > 0 {
      if !isAtStart { append(UInt8(ascii: ",")) }
      if isExpanded { startLine() }
    }
    isAtStart = false
  }

  /// Whether each value of the innermost collection is on a line of its own.
  private var isExpanded: Bool {
    switch layout {
    case .indented: true
    case .outline: depth <= Self.outlineDepth
    case .compact, .canonical: false
    }
  }

  private static let outlineDepth = 2

  private mutating func startLine() {
    append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func append(_ byte: UInt8) { bytes.append(byte) }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}

extension JSONWriter {
  private mutating func appendEscaping(_ string: String) {
    var text = string
    text.withUTF8 { utf8 in
      if utf8.allSatisfy(Self.isPlain) {
        bytes.append(contentsOf: utf8)
      } else {
        appendEscaping(string.unicodeScalars, utf8)
      }
    }
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "#")
  }

  /// Copies text that needs no escapes in runs of bytes.
  private mutating func appendEscaping(_ scalars: String.UnicodeScalarView, _ utf8: UnsafeBufferPointer<UInt8>) {
    var previous: Unicode.Scalar = " "
    var run = 0
    var offset = 0
    for scalar in scalars {
      let end = offset + UTF8.width(scalar)
      if mustEscape(scalar, after: previous) {
        bytes.append(contentsOf: utf8[run..<offset])
        appendEscape(scalar)
        run = end
      }
      offset = end
      previous = scalar
    }
    bytes.append(contentsOf: utf8[run...])
  }

  private func mustEscape(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Bool {
    if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" { return true }
    guard layout != .canonical else { return false }
    guard !scalar.isASCII else { return scalar == "#" && previous == "#" || scalar.value == 0x7F }
    // Latin letters need no lookup in Unicode's tables.
    if scalar.value < 0x300 { return scalar.value < 0xA0 || scalar.value == 0xAD }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private mutating func appendEscape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": append("\\\"")
    case "\\": append("\\\\")
    case "\n": append("\\n")
    case "\r": append("\\r")
    case "\t": append("\\t")
    case "\u{8}" where layout == .canonical: append("\\b")
    case "\u{C}" where layout == .canonical: append("\\f")
    default:
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        append("\\u")
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
        bytes.append(contentsOf: digits.utf8)
      }
    }
  }
}
