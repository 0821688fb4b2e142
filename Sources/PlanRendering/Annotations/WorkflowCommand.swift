import TokenModel

/// One workflow command of GitHub's: `::error file=…,line=…,col=…,title=…::message`.
struct WorkflowCommand {
  enum Level: String {
    case error, warning, notice
  }

  /// With its line feed.
  let line: String

  /// - Parameters:
  ///   - title: Words of ours.
  ///   - message: What has passed the gate for untrusted text already.
  init(_ level: Level, at position: SourcePosition?, title: String, message: String, untrusted: UntrustedText) {
    var properties: [(String, String)] = []
    if let position {
      properties.append(("file", Self.path(position.file, untrusted)))
      properties.append(("line", String(position.line)))
      properties.append(("col", String(position.column)))
    }
    properties.append(("title", title))
    let list = properties.map { "\($0)=\(Self.escaped($1, isProperty: true))" }.joined(separator: ",")
    line = "::\(level.rawValue) \(list)::\(Self.escaped(message, isProperty: false))\n"
  }

  /// A path as GitHub looks it up, with what does not show as escapes.
  private static func path(_ file: String, _ untrusted: UntrustedText) -> String {
    let path = Escaping.bare.shown(untrusted.mask.masking(file))
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }

  /// Escaped as the runner unescapes it, so that nothing ends a property or the line. Source: `@actions/core`, command.ts.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
