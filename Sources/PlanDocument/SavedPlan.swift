package import Planning
import TokenModel

/// A plan in a file: the JSON document of the plan in an envelope, with a digest of its bytes.
package enum SavedPlan {
  /// Why a file is refused as a plan.
  package struct Fault: Error, Equatable {
    /// One sentence without a full stop.
    package let reason: String
    /// Whether the file is a plan, as `--format json` prints it.
    package let isPrinted: Bool

    init(reason: String, isPrinted: Bool = false) {
      self.reason = reason
      self.isPrinted = isPrinted
    }
  }

  /// The file's bytes. Throws if the plan holds a secret, or cannot be applied.
  package static func bytes(of plan: Plan, _ settings: OutputSettings) throws(Fault) -> [UInt8] {
    guard plan.isApplicable else { throw Fault(reason: "the plan cannot be applied") }
    if let id = plan.firstWithSecret(settings.mask) {
      throw Fault(
        reason: "a text of \(id) that would be changed looks like a secret, and a saved plan must not contain secrets")
    }
    let document = PlanDocumentWriter(settings).bytes(of: .plan(plan))
    guard let file = file(around: document) else { throw Fault(reason: "its digest cannot be computed") }
    return file
  }

  /// The bytes of a file around the document of a plan, with its digest; nil if no digest can be made.
  package static func file(around document: [UInt8]) -> [UInt8]? {
    SHA256.digest(of: document).map { SavedPlanEnvelope(plan: document, digest: $0).bytes }
  }

  /// The plan in a file. Throws if the file is damaged, was changed, or is no saved plan of this version.
  package static func plan(in bytes: [UInt8]) throws(Fault) -> Plan {
    let envelope = try SavedPlanEnvelope(bytes)
    let document = try DecodedPlan(envelope.plan)
    guard document.formatVersion == PlanDocumentWriter.formatVersion else {
      throw Fault(
        reason:
          "its format is \(document.formatVersion), but this version reads only \(PlanDocumentWriter.formatVersion)")
    }
    guard SHA256.digest(of: envelope.plan) == envelope.digest else {
      throw Fault(reason: "its content does not match its digest: it is damaged or was edited")
    }
    let plan = try document.plan()
    guard plan.fingerprint == document.fingerprint else {
      throw Fault(reason: "its changes do not match its fingerprint")
    }
    return plan
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
