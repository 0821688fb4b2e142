package import JSONText
package import Planning
package import TokenModel

/// Writes JSON in which every text from the platform or from a file is masked. Texts of tokenform's own are words.
package struct MaskedJSONWriter {
  private var writer: JSONWriter
  private let mask: SecretMask
  private let output: ChunkedOutput?

  /// - Parameters:
  ///   - layout: Where there are line breaks and spaces.
  ///   - output: Receives what is written; nil to keep it all in ``bytes``.
  package init(mask: SecretMask, layout: JSON.Layout = .indented, output: ChunkedOutput? = nil) {
    writer = JSONWriter(layout: layout)
    self.mask = mask
    self.output = output
  }

  /// What is written and not handed over, as UTF-8.
  package var bytes: [UInt8] { writer.bytes }

  /// Hands over the rest of what is written.
  package mutating func end() { output?.flushIfNeeded(&writer.bytes, isEnd: true) }

  /// An object, under a name unless it is an element of a list or the whole.
  package mutating func object(_ name: StaticString? = nil, _ members: (inout MaskedJSONWriter) -> Void) {
    if let name { writer.name(name) }
    writer.begin(.object)
    members(&self)
    writer.end(.object)
    output?.flushIfNeeded(&writer.bytes)
  }

  /// An object by the word of a cause.
  mutating func object(_ cause: Cause, _ members: (inout MaskedJSONWriter) -> Void) {
    writer.name(of: cause.rawValue)
    object(nil, members)
  }

  /// A list, under a name unless it is an element of a list or the whole.
  package mutating func array(_ name: StaticString? = nil, _ elements: (inout MaskedJSONWriter) -> Void) {
    if let name { writer.name(name) }
    writer.begin(.array)
    elements(&self)
    writer.end(.array)
  }

  /// The name of what follows, for a name from a file or the platform.
  mutating func name(masked name: String) { writer.name(of: mask.masking(name)) }

  mutating func name(_ field: TokenField) { writer.name(of: field.name) }

  /// A text from the platform or from a file, or null.
  package mutating func masked(_ text: String?) { writer.write(text.map(mask.masking)) }

  /// A text from the platform or from a file under a name, or null.
  package mutating func masked(_ name: StaticString, _ text: String?) {
    writer.name(name)
    masked(text)
  }

  /// A word of our own.
  package mutating func word(_ word: String) { writer.write(word) }

  /// A word of our own under a name, or null.
  package mutating func word(_ name: StaticString, _ word: String?) {
    writer.name(name)
    writer.write(word)
  }

  /// A number under a name, or null.
  package mutating func number(_ name: StaticString, _ number: Int?) {
    writer.name(name)
    if let number { writer.write(number) } else { writer.writeNull() }
  }

  /// A number under the word of an outcome.
  package mutating func number(_ outcome: Outcome, _ number: Int) {
    writer.name(of: outcome.rawValue)
    writer.write(number)
  }

  mutating func number(_ effect: DesiredEffect, _ number: Int) {
    writer.name(of: effect.rawValue)
    writer.write(number)
  }

  mutating func number(_ cause: Cause, _ number: Int) {
    writer.name(of: cause.rawValue)
    writer.write(number)
  }

  /// A truth value under a name.
  package mutating func flag(_ name: StaticString, _ flag: Bool) {
    writer.name(name)
    writer.write(flag)
  }
}

extension MaskedJSONWriter {
  /// The members of something by its id, with its name if known.
  package mutating func reference(_ id: String?, _ name: String?) {
    masked("id", id)
    if let name { masked("name", name) }
  }

  /// The members of a place.
  package mutating func place(_ position: SourcePosition) {
    masked("file", position.file)
    lineAndColumn(position)
  }

  mutating func lineAndColumn(_ position: SourcePosition) {
    number("line", position.line)
    number("column", position.column)
  }
}
