/// What libyaml reads of a source text: scalar for scalar the same, with what libyaml reads otherwise than Git, editors and
/// JSON replaced. An index or a line in it is one of the source text as well; an offset in bytes is not.
struct ParserText {
  let bytes: [UInt8]
  let rawLineEnds: RawLineEnds
  /// Nil where the text has none.
  let surrogatePairs: SurrogatePairs?

  init(_ source: SourceText) {
    var text = source.bytes
    rawLineEnds = RawLineEnds(replacingIn: &text)
    surrogatePairs = SurrogatePairs(replacingIn: &text)
    bytes = text
  }
}
