package import Planning
import TokenModel

extension NoLongerManagedToken.Key {
  private static let filters = "filters of "

  /// The key as the document has it, such as `description`, `filters of MOD-1756` or `protected`.
  package var word: String {
    switch self {
    case .field(let field): field.name
    case .filters(of: let module): Self.filters + module
    case .protected: "protected"
    }
  }

  /// Nil for a key that this version does not know.
  init?(word: String) {
    if word == "protected" {
      self = .protected
    } else if word.hasPrefix(Self.filters) {
      self = .filters(of: String(word.dropFirst(Self.filters.count)))
    } else if let field = TokenField.allCases.first(where: { $0.name == word }) {
      self = .field(field)
    } else {
      return nil
    }
  }
}
