import Planning
import TokenModel

extension TextPage {
  /// A token's id, which leads to its page in the portal.
  func link(_ id: TokenID) -> String {
    style.link(untrusted.word(id.rawValue), to: endpoint.flatMap { PortalAddress.page(of: id, on: $0) })
  }

  /// A place in a file, which leads to the file.
  func link(_ position: SourcePosition) -> String {
    style.link(untrusted.place(position), toFile: position.file)
  }
}
