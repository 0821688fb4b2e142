import CLibCrypto

/// SHA-256, by OpenSSL.
package enum SHA256 {
  /// The digest as `sha256:` and 64 hexadecimal digits; nil where OpenSSL has no SHA-256, which no build of it lacks.
  package static func digest(of bytes: [UInt8]) -> String? {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    guard EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil) == 1, length == 32 else { return nil }
    let digits = Array("0123456789abcdef".utf8)
    let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return "sha256:" + String(decoding: text, as: UTF8.self)
  }
}
