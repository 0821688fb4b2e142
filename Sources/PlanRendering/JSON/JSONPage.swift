import JSONText
import Planning
import TokenModel

/// The machine format while it is being written. What came from the platform or from a file is masked.
struct JSONPage {
  private var writer = JSONWriter(layout: .indented)
  private let mask: SecretMask
  private let outlet: Outlet

  init(mask: SecretMask, outlet: Outlet) {
    self.mask = mask
    self.outlet = outlet
  }

  /// To be called between the elements of a list that can be long.
  mutating func passOn() { outlet.take(&writer.bytes) }

  mutating func end() { outlet.take(&writer.bytes, isEnd: true) }

  mutating func object(_ name: StaticString? = nil, _ members: (inout JSONPage) -> Void) {
    if let name { writer.name(name) }
    writer.begin(.object)
    members(&self)
    writer.end(.object)
  }

  /// An object by the word of a cause.
  mutating func object(_ cause: Cause, _ members: (inout JSONPage) -> Void) {
    writer.name(of: cause.rawValue)
    object(nil, members)
  }

  mutating func array(_ name: StaticString? = nil, _ elements: (inout JSONPage) -> Void) {
    if let name { writer.name(name) }
    writer.begin(.array)
    elements(&self)
    writer.end(.array)
  }

  /// The name of what follows, for a name from a file or the platform.
  mutating func name(masked name: String) { writer.name(of: mask.masking(name)) }

  mutating func name(_ field: TokenField) { writer.name(of: field.name) }

  mutating func masked(_ text: String?) { writer.write(text.map(mask.masking)) }

  mutating func masked(_ name: StaticString, _ text: String?) {
    writer.name(name)
    masked(text)
  }

  /// A word of our own.
  mutating func word(_ word: String) { writer.write(word) }

  mutating func word(_ name: StaticString, _ word: String?) {
    writer.name(name)
    writer.write(word)
  }

  mutating func number(_ name: StaticString, _ number: Int?) {
    writer.name(name)
    if let number { writer.write(number) } else { writer.writeNull() }
  }

  mutating func number(_ outcome: Outcome, _ number: Int) {
    writer.name(of: outcome.rawValue)
    writer.write(number)
  }

  mutating func number(_ cause: Cause, _ number: Int) {
    writer.name(of: cause.rawValue)
    writer.write(number)
  }

  mutating func flag(_ name: StaticString, _ flag: Bool) {
    writer.name(name)
    writer.write(flag)
  }
}

extension JSONPage {
  /// The members of something by its id, with its name where that is known.
  mutating func reference(_ id: String?, _ name: String?) {
    masked("id", id)
    if let name { masked("name", name) }
  }

  /// The members of a place.
  mutating func place(_ position: SourcePosition) {
    masked("file", position.file)
    lineAndColumn(position)
  }

  mutating func lineAndColumn(_ position: SourcePosition) {
    number("line", position.line)
    number("column", position.column)
  }
}
