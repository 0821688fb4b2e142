extension Unicode.Scalar {
  /// Whether the scalar is not seen, or is seen as something else: controls, formats (the bidirectional ones among
  /// them), separators and blanks other than the space, and what no font is sure to draw.
  package var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
    case .spaceSeparator: self != " "
    default: properties.isDefaultIgnorableCodePoint || self == "\u{2800}"
    }
  }
}
