import MarketplaceAPI
import PlanDocument
import Planning
import TokenModel

/// Something that happened.
enum Event: Sendable {
  case planned(PlanSummary, fingerprint: String?)
  case request(CallRecord)
  /// A token has ended, with the change that was planned for it.
  case ended(TokenResult, TokenChange?)
  case finished(RunSummary)

  var name: String {
    switch self {
    case .planned: "planned"
    case .request: "request"
    case .ended(let result, _): result.outcome.rawValue
    case .finished: "finished"
    }
  }

  /// Writes the members of the event, in the order in which `docs/json.md` has them.
  func write(to page: inout MaskedJSONWriter) {
    switch self {
    case .planned(let summary, let fingerprint):
      page.number("update", summary.update)
      page.known("fingerprint", fingerprint)
    case .request(let call):
      let milliseconds =
        call.duration.components.seconds * 1000 + call.duration.components.attoseconds / 1_000_000_000_000_000
      page.known("address", call.address?.rawValue)
      page.masked("method", call.method)
      page.masked("url", call.url)
      if let status = call.status { page.number("status", status) }
      page.number("milliseconds", Int(milliseconds))
      page.number("attempt", call.attempt)
      page.known("trace_id", call.traceID)
      page.known("failure", call.failure)
    case .ended(let result, let change):
      page.masked("address", result.id.rawValue)
      page.number("attempts", result.attempts)
      page.known("message", result.message)
      page.known("trace_id", result.traceID)
      if result.outcome == .applied, let change {
        page.writeSides(of: change.difference, before: "before", after: "after")
      }
    case .finished(let end):
      page.number("exit_code", Int(end.code.rawValue))
      for outcome in Outcome.allCases { page.number(outcome, end.report?.count(outcome) ?? 0) }
      guard !end.reasons.isEmpty else { return }
      page.array("not_written") { page in
        for reason in end.reasons { page.word(reason) }
      }
    }
  }
}

extension MaskedJSONWriter {
  /// A masked text under a name, if it is known.
  fileprivate mutating func known(_ name: StaticString, _ text: String?) {
    if let text { masked(name, text) }
  }
}
