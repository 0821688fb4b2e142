import Planning

extension HTMLPage {
  /// The head: nothing may be loaded, and only the page's own style and script, known by their digests, count.
  ///
  /// - Parameters:
  ///   - addedStyle: Style beyond that of every page.
  ///   - script: The script of the page.
  mutating func writeHead(
    title: String, addedStyle: StaticString? = nil, script: StaticString = HTMLScript.text
  ) {
    let styles = [HTMLStyle.text] + (addedStyle.map { [$0] } ?? [])
    markup(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="
      """)
    text(Self.policy(styles: styles, script: script))
    markup(
      """
      ">
      <meta name="referrer" content="no-referrer">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">

      """)
    element("<title>", title, "</title>\n")
    for style in styles { markup("<style>", style, "</style>\n") }
    markup("</head>\n")
  }

  private static func policy(styles: [StaticString], script: StaticString) -> String {
    let styles = styles.map(source).joined(separator: " ")
    return
      "default-src 'none'; style-src \(styles); script-src \(source(of: script)); base-uri 'none'; form-action 'none'"
  }

  private static func source(of literal: StaticString) -> String {
    let digest = literal.withUTF8Buffer { SHA256.policySource(of: Array($0)) }
    return digest.map { "'\($0)'" } ?? "'none'"
  }
}
