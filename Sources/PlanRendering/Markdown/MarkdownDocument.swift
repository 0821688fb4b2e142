import Planning
import TokenModel

/// A plan or a report as a comment on a pull request.
struct MarkdownDocument {
  let mask: SecretMask

  func text(of subject: RenderedSubject) -> String {
    "\n"
  }
}
