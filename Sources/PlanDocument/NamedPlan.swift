package import Planning

/// A plan among several that are shown together, by the file that it was saved in.
package struct NamedPlan: Sendable {
  /// The path as the command line has it.
  package let path: String
  /// The plan; an incomplete one with the reason if the file holds none.
  package let plan: Plan

  /// A plan with the path of its file.
  package init(path: String, plan: Plan) {
    self.path = path
    self.plan = plan
  }
}

extension PlanDocumentWriter {
  /// Writes several documents as one, each under the path of its file, without an end of line.
  package func write(_ plans: [NamedPlan], to output: ChunkedOutput) {
    var page = MaskedJSONWriter(mask: settings.mask, output: output)
    page.object { page in
      page.word("format_version", Self.formatVersion)
      page.word("tokenform_version", settings.version)
      page.array("plans") { page in
        for named in plans {
          page.object { page in
            page.masked("file", named.path)
            page.object("plan") { writeMembers(of: .plan(named.plan), to: &$0) }
          }
        }
      }
    }
    page.end()
  }
}
