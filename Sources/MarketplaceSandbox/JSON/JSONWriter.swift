extension JSONValue {
  /// The value as compact JSON in UTF-8.
  var bytes: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  /// The value as indented JSON, for files that people read.
  package var prettyText: String {
    var output: [UInt8] = []
    writePretty(to: &output, indent: 0)
    output.append(UInt8(ascii: "\n"))
    return String(decoding: output, as: UTF8.self)
  }

  func write(to output: inout [UInt8]) {
    switch self {
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        element.write(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let object):
      output.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        writeString(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    default: writeScalar(to: &output)
    }
  }

  private func writePretty(to output: inout [UInt8], indent: Int) {
    let line = { (depth: Int, output: inout [UInt8]) in
      output.append(UInt8(ascii: "\n"))
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }
    switch self {
    case .array(let elements) where !elements.isEmpty:
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        line(indent + 1, &output)
        element.writePretty(to: &output, indent: indent + 1)
      }
      line(indent, &output)
      output.append(UInt8(ascii: "]"))
    case .object(let object) where !object.members.isEmpty:
      output.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        line(indent + 1, &output)
        writeString(member.name, to: &output)
        output.append(contentsOf: ": ".utf8)
        member.value.writePretty(to: &output, indent: indent + 1)
      }
      line(indent, &output)
      output.append(UInt8(ascii: "}"))
    default: write(to: &output)
    }
  }

  private func writeScalar(to output: inout [UInt8]) {
    switch self {
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let digits): output.append(contentsOf: digits.utf8)
    case .string(let text): writeString(text, to: &output)
    case .null, .array, .object: output.append(contentsOf: "null".utf8)
    }
  }
}

private func writeString(_ text: String, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\""))
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      output.append(UInt8(ascii: "\\"))
      output.append(byte)
    case UInt8(ascii: "\n"): output.append(contentsOf: "\\n".utf8)
    case 0..<0x20:
      let digits = String(byte, radix: 16)
      output.append(contentsOf: "\\u".utf8)
      output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
      output.append(contentsOf: digits.utf8)
    default: output.append(byte)
    }
  }
  output.append(UInt8(ascii: "\""))
}
