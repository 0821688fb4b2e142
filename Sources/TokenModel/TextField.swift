/// A text of a token that files may manage, under the name that YAML and the API give it.
package enum TextField: String, Sendable, CaseIterable {
  case name, description, icon

  /// Whether the platform takes null for it. Source: schema `ApiToken`.
  package var isNullable: Bool { self != .name }
}

/// A value for each text field.
package struct TextFields<Value> {
  private var name: Value
  private var description: Value
  private var icon: Value

  package init(repeating value: Value) {
    name = value
    description = value
    icon = value
  }

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

/// A field of a token that files may manage.
package enum TokenField: Sendable, Hashable, CaseIterable {
  case text(TextField)
  case modules, extensions

  package static let allCases = TextField.allCases.map(TokenField.text) + [.modules, .extensions]

  /// The name that YAML and the API give it.
  package var name: String {
    switch self {
    case .text(let field): field.rawValue
    case .modules: "modules"
    case .extensions: "extensions"
    }
  }
}
