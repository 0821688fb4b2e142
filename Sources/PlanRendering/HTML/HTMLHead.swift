import Planning

extension HTMLPage {
  /// The head: nothing may be loaded, and only the page's own style and script, known by their digests, count.
  mutating func writeHead(title: String) {
    markup(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="
      """)
    text(Self.policy)
    markup(
      """
      ">
      <meta name="referrer" content="no-referrer">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">

      """)
    element("<title>", title, "</title>\n")
    markup("<style>")
    markup(HTMLStyle.text)
    markup("</style>\n</head>\n")
  }

  mutating func writeScript() {
    markup("<script>")
    markup(HTMLScript.text)
    markup("</script>\n")
  }

  private static let policy: String = {
    let style = source(of: HTMLStyle.text)
    let script = source(of: HTMLScript.text)
    return "default-src 'none'; style-src \(style); script-src \(script); base-uri 'none'; form-action 'none'"
  }()

  private static func source(of literal: StaticString) -> String {
    let digest = literal.withUTF8Buffer { SHA256.policySource(of: Array($0)) }
    return digest.map { "'\($0)'" } ?? "'none'"
  }
}
