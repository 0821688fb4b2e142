package import PlanDocument
import Planning
import TokenModel

extension Renderer {
  /// Hands over several plans as one output, as UTF-8 in chunks, with a line feed at its end.
  package func render(_ plans: [NamedPlan], to post: @escaping ([UInt8]) -> Void) {
    let output = ChunkedOutput(post)
    let untrusted = UntrustedText(settings)
    switch format {
    case .text, .oneline:
      let overview = PlanOverview(plans, settings.options)
      var head = TextPage(style: style, untrusted: untrusted)
      head.writeOverview(overview)
      post(Array(head.text.utf8))
      for row in overview.rows {
        var page = TextPage(style: style, untrusted: untrusted, output: output)
        page.writePlanHeading(row.path)
        if format == .text { page.writeText(row.review) } else { page.writeOneline(row.review) }
        post(Array(page.text.utf8))
      }
    case .json:
      PlanDocumentWriter(settings).write(plans, to: output)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(MarkdownDocument(untrusted).text(of: PlanOverview(plans, settings.options)).utf8))
    case .html:
      HTMLDocument(untrusted: untrusted, linkBase: linkBase).write(PlanOverview(plans, settings.options), to: output)
    }
  }
}
