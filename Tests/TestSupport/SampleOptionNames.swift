package import TokenModel

extension OptionNames {
  /// The options with the names of their cases, such as `--allow-protected`.
  package static let sample = OptionNames { option in
    "--"
      + String(describing: option).replacing("maximum", with: "max").flatMap {
        $0.isUppercase ? "-\($0.lowercased())" : "\($0)"
      }
  }
}
