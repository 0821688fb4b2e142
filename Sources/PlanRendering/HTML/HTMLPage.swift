import PlanDocument
import TokenModel

/// A page while it is being written. Markup is taken from literals only, so that no other text can become any.
struct HTMLPage {
  private var bytes: [UInt8] = []
  private let output: ChunkedOutput
  var mask: SecretMask { untrusted.mask }
  let untrusted: UntrustedText

  init(_ untrusted: UntrustedText, output: ChunkedOutput) {
    self.output = output
    self.untrusted = untrusted
  }

  /// To be called between the parts of a list that can be long.
  mutating func flushIfNeeded() { output.flushIfNeeded(&bytes) }

  mutating func end() { output.flushIfNeeded(&bytes, isEnd: true) }

  /// Markup from a literal in this source.
  mutating func markup(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Text of our own, or untrusted text that went through a gate already.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var run = 0
      for (index, byte) in utf8.enumerated() {
        guard let reference = Self.reference(for: byte) else { continue }
        bytes.append(contentsOf: utf8[run..<index])
        markup(reference)
        run = index + 1
      }
      bytes.append(contentsOf: utf8[run...])
    }
  }

  @inline(__always)
  private static func reference(for byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }

  mutating func number(_ number: Int) { text(String(number)) }

  /// Text between two pieces of markup.
  mutating func element(_ start: StaticString, _ content: String, _ end: StaticString) {
    markup(start)
    text(content)
    markup(end)
  }
}

extension HTMLPage {
  /// How many characters of a name are shown.
  private static let maximumNameLength = 160

  /// A name or an identifier from the platform or from a file, whose direction reaches nothing around it. Invisible
  /// characters are marked escapes, so that no quotes are needed.
  mutating func name(_ name: String) {
    let masked = mask.masking(name)
    markup("<bdi>")
    if masked.utf8.count <= Self.maximumNameLength, Escaping.isPlain(masked) { text(masked) } else { legible(masked) }
    markup("</bdi>")
  }

  private mutating func legible(_ masked: String) {
    let scalars = masked.unicodeScalars
    let cells = Escaping.bare.cells(scalars, upTo: Self.maximumNameLength)
    for (cell, scalar) in zip(cells, scalars) {
      if cell.text.unicodeScalars.elementsEqual(CollectionOfOne(scalar)) {
        text(cell.text)
      } else {
        element("<i class=\"escape\">", cell.text, "</i>")
      }
    }
    let rest = scalars.count - cells.count
    if rest > 0 { element("<i class=\"left-out\"> … ", counted(rest, "more character"), "</i>") }
  }

  mutating func code(_ identifier: String) {
    markup("<code>")
    name(identifier)
    markup("</code>")
  }

  /// An id with the name of its object.
  mutating func reference(_ id: String, _ name: VerbatimText?) {
    code(id)
    if let name {
      markup(" ")
      self.name(name.string)
    }
  }

  /// A sentence of ours that may hold untrusted text.
  mutating func sentence(_ sentence: String) { text(untrusted.sentence(sentence)) }

  mutating func place(_ position: SourcePosition) {
    markup("<code>")
    name(position.file)
    text(":\(position.line)")
    markup("</code>")
  }

  mutating func time(_ time: String) {
    if let readable = readableTime(time) { text(readable) } else { name(time) }
  }
}
