/// How much a comment says of each token. Where the changes of access do not fit, it says less, so that none is cut.
struct MarkdownScope {
  /// How many tokens of one entry are named.
  let tokens: Int
  /// How many buyers of one filter are named.
  let buyers: Int
  /// Whether it says where a token is declared, what is kept and who changed it last.
  let saysFacts: Bool

  /// Ends are prose beside changes of access, so none of them fills the comment.
  static let ofEnds = MarkdownScope(tokens: 500, buyers: 0, saysFacts: false)

  /// From the most to the least.
  static let all = [
    MarkdownScope(tokens: .max, buyers: 20, saysFacts: true), MarkdownScope(tokens: 1_000, buyers: 20, saysFacts: true),
    MarkdownScope(tokens: 300, buyers: 10, saysFacts: true), MarkdownScope(tokens: 50, buyers: 5, saysFacts: true),
    MarkdownScope(tokens: 5, buyers: 3, saysFacts: false),
  ]
}
