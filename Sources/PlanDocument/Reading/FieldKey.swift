import TokenModel

/// The name of a field as a key.
struct FieldKey: CodingKey {
  let field: TokenField

  var stringValue: String { field.name }
  var intValue: Int? { nil }

  init(_ field: TokenField) { self.field = field }

  init?(stringValue: String) {
    guard let field = TokenField.allCases.first(where: { $0.name == stringValue }) else { return nil }
    self.field = field
  }

  init?(intValue: Int) { nil }
}
