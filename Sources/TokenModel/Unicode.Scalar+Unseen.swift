extension Unicode.Scalar {
  /// Whether the scalar is invisible or looks like another one: controls, formats such as the bidirectional ones, separators
  /// and white space other than the space, and scalars that fonts may not have.
  package var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
    case .spaceSeparator: self != " "
    default: properties.isDefaultIgnorableCodePoint || self == "\u{2800}"
    }
  }
}
