import TokenModel

extension DocumentReader {
  /// Reads the extensions that a token may act through. If the value is neither null nor a list, or an entry is invalid,
  /// reports it and returns nil.
  mutating func readExtensions(_ field: Entry) -> ExtensionScope? {
    let node = tree.nodes[field.value]
    switch node.kind {
    case .null: return .all
    case .reported: return nil
    case .sequence:
      return readIDs(
        of: ExtensionKind.self, in: tree.children(of: field.value), named: "extension", .duplicateExtension
      ).map { ExtensionScope($0) }
    case .text, .boolean, .mapping, .alias:
      report(
        .wrongType, "\(quoteKey(of: field)) must be a list or null, not \(description(of: field.value))",
        help: "write null for all extensions, [] for none, or a list of ids", at: node.span)
      return nil
    }
  }
}
