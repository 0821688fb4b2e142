import AccessReport
import PlanRendering
import TokenModel

/// Reads the input as a report that an earlier run printed. What can be read can be compared with a report of today and
/// shown, and every token of it is in the comparison once.
@Sendable func checkEarlierReport(_ bytes: [UInt8]) throws(BrokenInvariant) {
  guard let earlier = try? EarlierReport(bytes) else { return }
  var report = AccessReport(
    endpoint: "https://example.test", madeAt: "2026-11-27T00:00:00Z", accounts: [],
    rules: FindingRules(today: CalendarDate(dayNumber: 20_784), unusedDays: 90), tokens: [], modules: [])
  let changes = AccessChanges(from: earlier, to: report)
  let ids = changes.tokens.map(\.id)
  try require(ids == Set(earlier.tokens.map(\.id)).sorted(), "a token is compared twice or not at all: \(ids)")
  for token in changes.tokens {
    try require(
      Set(token.lost.map(\.id)).count == token.lost.count, "a module is lost twice on \(token.id): \(token.lost)")
  }
  report.changes = changes
  try checkText(shown(report, .text), mask: SecretMask())
  let cells = shown(report, .csv)
  try require(!SecretMask().finds(in: cells), "a secret is shown: \(cells)")
  // What these escape may look like a secret that it is not.
  for format in [AccessReportFormat.markdown, .html, .json] { _ = shown(report, format) }
}

private func shown(_ report: AccessReport, _ format: AccessReportFormat) -> String {
  var bytes: [UInt8] = []
  withoutActuallyEscaping({ bytes += $0 } as ([UInt8]) -> Void) {
    AccessReportRenderer(format, .sample).render(report, to: $0)
  }
  return String(decoding: bytes, as: UTF8.self)
}
