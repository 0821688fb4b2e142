import TokenModel

/// Where a page links to: the lines of the files, and the tokens in the platform's portal.
package struct PageLinks: Sendable, Equatable {
  /// The address of the repository at a commit, without a slash at its end; nil if places are no links.
  private let base: String?
  private let endpoint: String

  /// - Parameters:
  ///   - base: The repository's address with a commit, such as `https://github.com/acme/tokens/blob/1a2b3c4`.
  ///   - endpoint: The normalised base URL of the platform.
  init(base: String?, endpoint: String) {
    self.base = base.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    self.endpoint = endpoint
  }

  /// What is wrong with an address that places shall lead to; nil for nothing.
  package static func fault(of base: String) -> String? {
    let isPlain = base.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "#") }
    return base.hasPrefix("https://") && base.utf8.count > "https://".utf8.count && isPlain
      ? nil : "it must begin with https:// and contain neither spaces nor #"
  }

  /// The page of a line of a file; nil if there is none. A path that leads out of the tree has none.
  func line(_ position: SourcePosition) -> String? {
    guard let base, !position.file.hasPrefix("/") else { return nil }
    let parts = position.file.split(separator: "/").filter { $0 != "." }
    guard !parts.contains("..") else { return nil }
    return "\(base)/\(parts.joined(separator: "/").percentEncodedPath)#L\(position.line)"
  }

  /// The portal's page of a token; nil if it is not known, or the id is not one.
  func token(_ id: TokenID) -> String? { PortalAddress.page(of: id, on: endpoint) }
}
