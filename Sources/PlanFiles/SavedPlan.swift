import PlanRendering
package import Planning
package import TokenModel

/// A plan in a file: the JSON document of the plan, with a digest of all its content.
package enum SavedPlan {
  /// Why a file is not taken for a plan.
  package struct Fault: Error, Equatable {
    /// One sentence without a full stop.
    package let reason: String
  }

  private static let digestMember: StaticString = "content_sha256"

  /// The file's bytes. Throws where the plan holds what no file may hold, or cannot be applied.
  ///
  /// - Parameter mask: Knows the secrets that no file may hold.
  package static func bytes(of plan: Plan, version: String, mask: SecretMask) throws(Fault) -> [UInt8] {
    guard plan.isApplicable else { throw Fault(reason: "the plan cannot be applied") }
    if let id = plan.firstWithSecret(mask) {
      throw Fault(reason: "a text of \(id) that would be changed looks like a secret, and a saved plan holds no secret")
    }
    let renderer = Renderer(.json, mask: mask, version: version)
    var bytes = renderer.document(.plan(plan), endingWith: (digestMember, ""))
    guard let digest = SHA256.digest(of: bytes), bytes.suffix(end.count).elementsEqual(end) else {
      throw Fault(reason: "no digest can be made")
    }
    bytes.removeLast(end.count)
    bytes += digest.utf8
    bytes += end
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// What stands behind the digest.
  private static let end = Array("\"\n}".utf8)

  /// The plan that a file holds.
  package static func plan(in bytes: [UInt8]) throws(Fault) -> Plan {
    let document = try PlanDocument(bytes)
    guard document.formatVersion == Renderer.formatVersion else {
      throw Fault(
        reason: "its format is \(document.formatVersion), and this version knows \(Renderer.formatVersion) only")
    }
    guard let digest = document.digest, SHA256.digest(of: emptying(digest, in: bytes)) == digest else {
      throw Fault(reason: "its content does not match its digest: it is damaged, or was changed")
    }
    let plan = try document.plan()
    guard plan.fingerprint == document.fingerprint else {
      throw Fault(reason: "its changes do not match its fingerprint")
    }
    return plan
  }

  /// The bytes as they were when the digest was taken.
  private static func emptying(_ digest: String, in bytes: [UInt8]) -> [UInt8] {
    let member = Array("\"\(digestMember)\": \"\(digest)\"".utf8)
    guard let range = bytes.lastRange(of: member) else { return bytes }
    var open = bytes
    open.replaceSubrange(range, with: Array("\"\(digestMember)\": \"\"".utf8))
    if open.last == UInt8(ascii: "\n") { open.removeLast() }
    return open
  }
}

extension Plan {
  fileprivate func firstWithSecret(_ mask: SecretMask) -> TokenID? {
    changes.first { change in
      change.texts.contains { text in
        [text.before, text.after].contains { $0.map { mask.finds(in: $0.string) } ?? false }
      }
    }?.id
  }
}

extension [UInt8] {
  fileprivate func lastRange(of pattern: [UInt8]) -> Range<Int>? {
    guard count >= pattern.count else { return nil }
    return stride(from: count - pattern.count, through: 0, by: -1)
      .first { self[$0..<$0 + pattern.count].elementsEqual(pattern) }.map { $0..<$0 + pattern.count }
  }
}
