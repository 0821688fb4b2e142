import PlanDocument
import PlanRendering
import Planning
import TokenModel

/// Reads the input as a saved plan, without its digest, which no mutation would survive. What it takes for a plan can be
/// printed, and saved and read again.
@Sendable func checkSavedPlan(_ bytes: [UInt8]) throws(BrokenInvariant) {
  if let plan = try? SavedPlan.plan(in: bytes) {
    try require(
      (try? SavedPlan.bytes(of: plan, version: "0", mask: SecretMask())) != nil, "a plan that was read cannot be saved")
  }
  guard let plan = try? DecodedPlan(bytes).plan() else { return }
  for change in plan.changes {
    try require(TokenID(wellFormed: change.id.rawValue) != nil, "a token has no token's id")
    try require(change.modules.map { !$0.after.isEmpty } ?? true, "a token would be left without a module")
    try require(!change.difference.isEmpty, "a change changes nothing")
  }
  for format in [OutputFormat.text, .oneline] {
    try checkText(Renderer(format, version: "0").text(of: .planToApply(plan)), mask: SecretMask())
  }
  guard let saved = try? SavedPlan.bytes(of: plan, version: "0", mask: SecretMask()) else { return }
  let again = try? SavedPlan.plan(in: saved)
  try require(again?.fingerprint == plan.fingerprint, "a plan that is saved and read again is another one")
}
