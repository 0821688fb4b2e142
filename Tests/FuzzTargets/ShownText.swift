import TokenModel

/// What holds of every text for a person: it shows no secret, steers no terminal, and speaks to no CI runner.
func checkText(_ text: String, mask: SecretMask) throws(BrokenInvariant) {
  // What ends a secret ends it as an escape as well.
  let text = ["\\t", "\\n", "\\r"].reduce(text) { $0.replacing($1, with: " ") }
  try require(!mask.finds(in: text), "a secret is shown: \(text)")
  for scalar in text.unicodeScalars where scalar != "\n" {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      throw BrokenInvariant(description: "U+\(String(scalar.value, radix: 16)) is shown as it is")
    default: break
    }
  }
  for line in text.split(separator: "\n") {
    try require(!line.drop { $0 == " " }.hasPrefix("::"), "a CI runner could read this as a command: \(line)")
    try require(!line.contains("##[") && !line.contains("##vso"), "a CI runner could read this as a command: \(line)")
  }
}
