import PlanDocument
import TokenModel

/// A page while it is being written. Markup is taken from literals only, so that no other text can become any.
struct HTMLPage {
  private var bytes: [UInt8] = []
  private let output: ChunkedOutput
  var mask: SecretMask { untrusted.mask }
  let untrusted: UntrustedText
  private(set) var links: PageLinks
  /// The number of the plan on a page of several, from 1; 0 on a page of one.
  private(set) var planNumber = 0

  init(_ untrusted: UntrustedText, links: PageLinks, output: ChunkedOutput) {
    self.links = links
    self.output = output
    self.untrusted = untrusted
  }

  /// What is written from here on is of another plan.
  mutating func begin(plan number: Int, links: PageLinks) {
    planNumber = number
    self.links = links
  }

  /// The name of an element by which the page links to it, of its own in each plan.
  mutating func anchor(_ name: StaticString) {
    markup(name)
    if planNumber > 0 { text("-\(planNumber)") }
  }

  /// The name of the element of a change, by the place of that in its plan.
  mutating func anchor(ofChange place: Int) {
    anchor("t")
    text(planNumber > 0 ? "-\(place + 1)" : String(place + 1))
  }

  /// Ends the page.
  mutating func writeEnd(script: StaticString?) {
    markup("<footer>Made by tokenform. This page loads nothing and sends nothing.</footer>\n")
    if let script { markup("<script>", script, "</script>\n") }
    markup("</body>\n</html>\n")
    output.flushIfNeeded(&bytes, isEnd: true)
  }

  /// Markup from a literal in this source.
  mutating func markup(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    output.flushIfNeeded(&bytes)
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

  /// Markup between two other pieces of it.
  mutating func markup(_ start: StaticString, _ content: StaticString, _ end: StaticString) {
    markup(start)
    markup(content)
    markup(end)
  }

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

  /// A place in a file, which leads to its line if the repository's address is known.
  mutating func place(_ position: SourcePosition) {
    let link = links.line(position)
    if let link { element("<a href=\"", mask.masking(link), "\">") }
    markup("<code>")
    name(position.file)
    text(":\(position.line)")
    markup("</code>")
    if link != nil { markup("</a>") }
  }

  /// A link to the token in the platform's portal, if that is known.
  mutating func portal(of token: TokenID) {
    guard let link = links.token(token) else { return }
    element(" <a class=\"portal\" href=\"", link, "\">portal</a>")
  }

  mutating func time(_ time: String) {
    if let readable = readableTime(time) { text(readable) } else { name(time) }
  }
}
