/// The text that libyaml parses: the source text with the characters replaced that libyaml reads differently from Git,
/// editors and JSON. Indexes of scalars and lines are the same as in the source text; offsets of bytes are not.
struct ParserText {
  let bytes: [UInt8]
  let rawLineEnds: RawLineEnds
  /// Nil if the text has none.
  let surrogatePairs: SurrogatePairs?

  init(_ source: SourceText) {
    var text = source.bytes
    rawLineEnds = RawLineEnds(replacingIn: &text)
    surrogatePairs = SurrogatePairs(replacingIn: &text)
    bytes = text
  }
}
