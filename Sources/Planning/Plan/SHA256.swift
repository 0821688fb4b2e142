import CLibCrypto

/// SHA-256, by OpenSSL.
package enum SHA256 {
  /// The digest as `sha256:` and 64 hexadecimal digits; nil if OpenSSL has no SHA-256, which no build of it lacks.
  package static func digest(of bytes: [UInt8]) -> String? {
    guard let digest = rawDigest(of: bytes) else { return nil }
    let digits = Array("0123456789abcdef".utf8)
    let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return "sha256:" + String(decoding: text, as: UTF8.self)
  }

  /// The digest as a content security policy names it: `sha256-` and Base64.
  package static func policySource(of bytes: [UInt8]) -> String? {
    guard let digest = rawDigest(of: bytes) else { return nil }
    var text = [UInt8](repeating: 0, count: 4 * ((digest.count + 2) / 3) + 1)
    let length = EVP_EncodeBlock(&text, digest, Int32(digest.count))
    return "sha256-" + String(decoding: text.prefix(Int(length)), as: UTF8.self)
  }

  private static func rawDigest(of bytes: [UInt8]) -> [UInt8]? {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    guard EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil) == 1, length == 32 else { return nil }
    return digest
  }
}
