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

/// Where the platform's portal shows what its API serves.
enum PortalAddress {
  /// The page of a token, if the endpoint is one of the platform's: `https://api.…` has its portal at `https://portal.…`.
  static func page(of id: TokenID, on endpoint: String) -> String? {
    guard endpoint.hasPrefix("https://api."), TokenID(wellFormed: id.rawValue) != nil else { return nil }
    return "https://portal." + endpoint.dropFirst("https://api.".count) + "/administration/settings/api-tokens/"
      + id.rawValue
  }
}

extension String {
  /// A path as it is written in an address: everything but letters, digits and `-._~/` as escapes.
  package var percentEncoded: String {
    utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-")...UInt8(ascii: "/"), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
