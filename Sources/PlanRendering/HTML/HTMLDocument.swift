import Planning
import TokenModel

/// A plan or a report as one self-contained page.
struct HTMLDocument {
  let mask: SecretMask

  func text(of subject: RenderedSubject) -> String {
    "\n"
  }
}
