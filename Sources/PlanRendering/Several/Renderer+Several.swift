package import PlanDocument
import Planning
import TokenModel

extension Renderer {
  /// Hands over several plans as one output, as UTF-8 in chunks, with a line feed at its end.
  package func render(_ plans: [NamedPlan], to post: @escaping ([UInt8]) -> Void) {
    let output = ChunkedOutput(post)
    let untrusted = UntrustedText(mask: mask, options: options)
    switch format {
    case .text, .oneline:
      let overview = PlanOverview(plans, options)
      var page = TextPage(style: style, untrusted: untrusted, output: output)
      page.writeOverview(overview)
      for row in overview.rows {
        page.writePlanHeading(row.path)
        if format == .text { page.writeText(row.review) } else { page.writeOneline(row.review) }
      }
      page.beginSummary()
    case .json:
      PlanDocumentWriter(mask: mask, options: options, version: version).write(plans, to: output)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(MarkdownDocument(untrusted).text(of: PlanOverview(plans, options)).utf8))
    case .html:
      HTMLDocument(untrusted: untrusted, linkBase: linkBase).write(PlanOverview(plans, options), to: output)
    }
  }

  /// The whole output of several plans.
  package func text(of plans: [NamedPlan]) -> String {
    var bytes: [UInt8] = []
    render(plans) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
