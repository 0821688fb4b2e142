struct JSONWriter {
  private let layout: JSON.Layout
  private(set) var bytes: [UInt8] = []

  init(layout: JSON.Layout) {
    self.layout = layout
  }

  mutating func write(_ value: JSON, depth: Int) {
    switch value {
    case .null: append("null")
    case .bool(let flag): append(flag ? "true" : "false")
    case .int(let number): append(String(number))
    case .string(let text): write(text)
    case .array(let elements):
      writeList(elements, between: ("[", "]"), depth: depth) { writer, element in
        writer.write(element, depth: depth + 1)
      }
    case .object(let members):
      writeList(members, between: ("{", "}"), depth: depth) { writer, member in
        writer.write(member.name)
        writer.append(writer.layout == .indented ? ": " : ":")
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func writeList<Element>(
    _ elements: [Element], between brackets: (open: StaticString, close: StaticString), depth: Int,
    write: (inout JSONWriter, Element) -> Void
  ) {
    append(brackets.open)
    for (index, element) in elements.enumerated() {
      if index > 0 { append(",") }
      startLine(depth: depth + 1)
      write(&self, element)
    }
    if !elements.isEmpty { startLine(depth: depth) }
    append(brackets.close)
  }

  private mutating func startLine(depth: Int) {
    guard layout == .indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { append("  ") }
  }

  private mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = string
    let plain = text.withUTF8 { utf8 -> Bool in
      guard utf8.allSatisfy(Self.isPlain) else { return false }
      bytes.append(contentsOf: utf8)
      return true
    }
    if !plain { writeEscaping(text) }
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "#")
  }

  private mutating func writeEscaping(_ text: String) {
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      case "\u{8}" where layout == .canonical: append("\\b")
      case "\u{C}" where layout == .canonical: append("\\f")
      case _ where scalar.value < 0x20: appendEscape(scalar)
      case _ where layout == .canonical: bytes.append(contentsOf: String(scalar).utf8)
      case "#" where previous == "#": appendEscape(scalar)
      case _ where Self.mustEscape(scalar): appendEscape(scalar)
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
      previous = scalar
    }
  }

  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private mutating func appendEscape(_ scalar: Unicode.Scalar) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      append("\\u")
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
      append(digits)
    }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }
}
