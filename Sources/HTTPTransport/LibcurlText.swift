/// Turns messages of libcurl and OpenSSL into readable ones.
enum LibcurlText {
  /// Removes OpenSSL's error numbers and routine names, and times such as `after 10 ms`, so that one cause has one
  /// message.
  static func plain(_ text: String) -> String {
    var text = withoutTimes(text)
    if let error = text.firstRange(of: "error:"), let reason = text[error.upperBound...].lastRange(of: "::") {
      text = String(text[reason.upperBound...])
    } else if text.hasPrefix("OpenSSL ") {
      text = "the peer closed the connection"
    }
    return text.firstRange(of: ", errno ").map { String(text[..<$0.lowerBound]) } ?? text
  }

  /// The text after `SSL certificate problem: `.
  static func certificateReason(_ text: String) -> String {
    text.firstRange(of: "problem: ").map { String(text[$0.upperBound...]) } ?? plain(text)
  }

  private static func withoutTimes(_ text: String) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard let after = words.firstIndex(of: "after"), after + 2 < words.endIndex, Int(words[after + 1]) != nil else {
      return text
    }
    // The colon of `ms:` moves to the word before.
    let unit = words[after + 2]
    words.removeSubrange(after...after + 2)
    let start = words[..<after].joined(separator: " ")
    let rest = words[after...].joined(separator: " ")
    let mark = unit.last.map { $0.isLetter ? "" : String($0) } ?? ""
    return start + mark + (rest.isEmpty ? "" : " " + rest)
  }
}

extension StringProtocol {
  fileprivate func lastRange(of text: String) -> Range<Index>? {
    var found: Range<Index>?
    var rest = self[...]
    while let next = rest.firstRange(of: text) {
      found = next
      rest = rest[next.upperBound...]
    }
    return found
  }
}
