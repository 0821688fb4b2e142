import Glibc
import TokenModel

/// Characters that end a line for libyaml, but not for Git, editors and YAML 1.2: U+0085, U+2028, U+2029, and a carriage
/// return without a line feed. After one of them, text that a review shows as part of a comment would be parsed as YAML.
/// Also U+FEFF at the start of a line: libyaml skips it there, so the line would be less indented than it looks.
struct RawLineEnds {
  /// The offsets of the first ones in the text, in bytes.
  private(set) var places: [Int] = []
  /// How many more the text has.
  private(set) var omitted = 0

  /// How many are reported per file. A file with CR line ends has one on each line.
  private static let listed = 20

  fileprivate enum Kind: UInt32 {
    case carriageReturn = 0x0D
    case nextLine = 0x85
    case lineSeparator = 0x2028
    case paragraphSeparator = 0x2029
    case byteOrderMark = 0xFEFF
  }

  /// Replaces them by other characters of the same length in UTF-8, so that a parser does not end the line there.
  init(replacingIn text: inout [UInt8]) {
    guard let first = Self.firstCandidate(in: text) else { return }
    for index in first..<text.count {
      guard let kind = Self.kind(in: text, at: index) else { continue }
      if places.count < Self.listed { places.append(index) } else { omitted += 1 }
      switch kind {
      case .carriageReturn: text[index] = UInt8(ascii: " ")
      case .nextLine: text[index + 1] = 0xA0
      case .lineSeparator, .paragraphSeparator: text[index + 2] = 0xA7
      case .byteOrderMark: break
      }
    }
  }

  /// The offset of the first byte that could begin one. A text without such a byte is not examined byte by byte.
  private static func firstCandidate(in text: [UInt8]) -> Int? {
    text.withUnsafeBytes { text in
      guard let start = text.baseAddress else { return nil }
      return [0x0D, 0xC2, 0xE2, 0xEF].compactMap { memchr(start, $0, text.count).map { UnsafeRawPointer($0) - start } }
        .min()
    }
  }

  private static func kind(in text: [UInt8], at index: Int) -> Kind? {
    switch text[index] {
    case 0x0D:
      index + 1 < text.count && text[index + 1] == SourceCursor.lineFeed ? nil : .carriageReturn
    case 0xC2:
      index + 1 < text.count && text[index + 1] == 0x85 ? .nextLine : nil
    case 0xE2:
      index + 2 < text.count && text[index + 1] == 0x80
        ? text[index + 2] == 0xA8 ? .lineSeparator : text[index + 2] == 0xA9 ? .paragraphSeparator : nil : nil
    case 0xEF:
      (index == 0 || text[index - 1] == SourceCursor.lineFeed) && text[index...].starts(with: [0xEF, 0xBB, 0xBF])
        ? .byteOrderMark : nil
    default: nil
    }
  }

  /// A diagnostic for each.
  ///
  /// - Parameter text: The text before the replacement.
  func diagnostics(in text: [UInt8]) -> [FileDiagnostic] {
    var cursor = SourceCursor()
    return places.compactMap { place in
      cursor.advance(in: text, toByte: place)
      return Self.kind(in: text, at: place).map {
        Self.fault($0, at: SourceRange(cursor.mark, to: cursor.mark.index + 1))
      }
    }
  }

  private static func fault(_ kind: Kind, at span: SourceRange) -> FileDiagnostic {
    switch kind {
    case .carriageReturn:
      FileDiagnostic(
        .invalidEncoding, "some programs treat a carriage return without a line feed as a line end, others do not",
        help: "save the file with LF or CRLF line ends; in double quotes write `\\r`", at: span)
    case .byteOrderMark:
      FileDiagnostic(
        .invalidEncoding, "the character U+FEFF at the beginning of a line is invisible, and shifts its indentation",
        help: "remove it; in double quotes write `\\uFEFF`", at: span)
    case .nextLine, .lineSeparator, .paragraphSeparator:
      FileDiagnostic(
        .invalidEncoding, "some programs treat the character U+\(kind.hexadecimal) as a line end, others do not",
        help: "remove it; in double quotes write `\\u\(kind.hexadecimal)`", at: span)
    }
  }
}

extension RawLineEnds.Kind {
  fileprivate var hexadecimal: String { self == .nextLine ? "0085" : String(rawValue, radix: 16) }
}
