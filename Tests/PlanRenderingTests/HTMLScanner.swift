/// A strict reader of the HTML that tokenform writes: every element is closed in order, every attribute is quoted, and
/// no character is where it could become markup. It accepts less than a browser does.
struct HTMLScanner {
  struct Element {
    let name: String
    var attributes: [(name: String, value: String)] = []
    var text = ""
  }

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  private static let void: Set<String> = ["meta", "input"]
  private static let raw: Set<String> = ["style", "script"]

  /// Every element in the order of its start, with the text that is directly in it.
  private(set) var elements: [Element] = []
  private let bytes: [UInt8]
  private var index = 0

  init(_ html: String) throws {
    bytes = Array(html.utf8)
    try scan()
  }

  private mutating func scan() throws {
    try take("<!DOCTYPE html>\n")
    var open: [Int] = []
    while index < bytes.count {
      if starts(with: "</") {
        index += 2
        let name = word()
        try take(">")
        guard let last = open.popLast(), elements[last].name == name else { throw fault("</\(name)> closes nothing") }
      } else if bytes[index] == UInt8(ascii: "<") {
        index += 1
        let element = try startTag()
        elements.append(element)
        if Self.raw.contains(element.name) {
          elements[elements.count - 1].text = try rawText(until: "</\(element.name)>")
        } else if !Self.void.contains(element.name) {
          open.append(elements.count - 1)
        }
      } else {
        let text = try characters(until: UInt8(ascii: "<"))
        if let last = open.last { elements[last].text += text }
      }
    }
    guard open.isEmpty else { throw fault("not closed: \(open.map { elements[$0].name })") }
  }

  private mutating func startTag() throws -> Element {
    var element = Element(name: word())
    guard !element.name.isEmpty else { throw fault("a bare <") }
    while starts(with: " ") {
      index += 1
      let name = word()
      guard !name.isEmpty else { throw fault("an attribute without a name") }
      var value = ""
      if starts(with: "=") {
        try take("=\"")
        value = try characters(until: UInt8(ascii: "\""))
        index += 1
      }
      element.attributes.append((name, value))
    }
    try take(">")
    return element
  }

  /// Text up to a byte, with character references resolved.
  private mutating func characters(until end: UInt8) throws -> String {
    var text: [UInt8] = []
    let references = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]
    while index < bytes.count, bytes[index] != end {
      switch bytes[index] {
      case UInt8(ascii: "&"):
        guard let reference = references.first(where: { starts(with: $0.key) }) else { throw fault("a bare &") }
        text += reference.value.utf8
        index += reference.key.utf8.count
      case UInt8(ascii: "<"), UInt8(ascii: ">"): throw fault("a bare angle bracket")
      default:
        text.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func rawText(until end: String) throws -> String {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") || !starts(with: end) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    try take(end)
    return text
  }

  private mutating func word() -> String {
    let start = index
    while index < bytes.count, Self.isWordByte(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private func starts(with text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func take(_ text: String) throws {
    guard starts(with: text) else { throw fault("\(text) expected") }
    index += text.utf8.count
  }

  private func fault(_ what: String) -> Fault {
    let near = bytes[max(0, index - 60)..<min(bytes.count, index + 60)]
    return Fault(description: "\(what) near: \(String(decoding: near, as: UTF8.self))")
  }
}
