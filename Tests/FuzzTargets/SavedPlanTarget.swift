import PlanDocument
import PlanRendering
import Planning
import TokenModel

/// Reads the input as a saved plan, and as the document within one whose digest is right, which no mutation of a file
/// would survive. A plan that is read can be printed, and saved and read again.
@Sendable func checkSavedPlan(_ bytes: [UInt8]) throws(BrokenInvariant) {
  for file in [bytes, SavedPlan.file(around: bytes)] {
    if let file, let plan = try? SavedPlan.plan(in: file) { try checkReadPlan(plan) }
  }
  // The fingerprint would refuse most of what follows.
  if let plan = try? DecodedPlan(bytes).plan() { try checkReadPlan(plan) }
}

private func checkReadPlan(_ plan: Plan) throws(BrokenInvariant) {
  for change in plan.changes {
    try require(TokenID(wellFormed: change.id.rawValue) != nil, "a token has no token's id")
    try require(change.modules.map { !$0.after.isEmpty } ?? true, "a token would be left without a module")
    try require(!change.difference.isEmpty, "a change changes nothing")
  }
  for format in [OutputFormat.text, .oneline] {
    try checkText(
      Renderer(format, .sample).text(of: .planToApply(plan)), mask: SecretMask())
  }
  guard let saved = try? SavedPlan.bytes(of: plan, .sample) else { return }
  let again = try? SavedPlan.plan(in: saved)
  try require(again?.fingerprint == plan.fingerprint, "a plan that is saved and read again is another one")
}
