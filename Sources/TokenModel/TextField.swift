/// A text field of a token that files can manage, by its name in YAML and in the API.
package enum TextField: String, Sendable, CaseIterable {
  case name, description, icon

  /// Whether the platform accepts null. Source: schema `ApiToken`.
  package var isNullable: Bool { self != .name }
}

/// A value for each text field.
package struct TextFields<Value> {
  private var name: Value
  private var description: Value
  private var icon: Value

  /// The same value for each field.
  package init(repeating value: Value) {
    name = value
    description = value
    icon = value
  }

  /// The value of a field.
  package subscript(field: TextField) -> Value {
    get {
      switch field {
      case .name: name
      case .description: description
      case .icon: icon
      }
    }
    set {
      switch field {
      case .name: name = newValue
      case .description: description = newValue
      case .icon: icon = newValue
      }
    }
  }
}

extension TextFields: Sendable where Value: Sendable {}
extension TextFields: Equatable where Value: Equatable {}

/// A field of a token that files can manage.
package enum TokenField: Sendable, Hashable, CaseIterable {
  /// One of the text fields.
  case text(TextField)
  /// The list of modules with their filters.
  case modules
  /// The extensions that the token may act through.
  case extensions

  /// The text fields, then the others.
  package static let allCases = TextField.allCases.map(TokenField.text) + [.modules, .extensions]

  /// Its name in YAML and in the API.
  package var name: String {
    switch self {
    case .text(let field): field.rawValue
    case .modules: "modules"
    case .extensions: "extensions"
    }
  }
}
