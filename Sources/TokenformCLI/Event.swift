import JSONText
import MarketplaceAPI
import Planning
import TokenModel

/// Something that happened.
enum Event: Sendable {
  case planned(PlanSummary, fingerprint: String?)
  case request(CallRecord)
  case ended(TokenResult)
  case finished(RunEnd)

  var name: String {
    switch self {
    case .planned: "planned"
    case .request: "request"
    case .ended(let result): result.outcome.rawValue
    case .finished: "finished"
    }
  }

  func members(_ mask: SecretMask) -> [JSON.Member] {
    func text(_ name: String, _ text: String?) -> [JSON.Member] {
      text.map { [JSON.Member(name, .string(mask.masking($0)))] } ?? []
    }
    switch self {
    case .planned(let summary, let fingerprint):
      return [JSON.Member("update", .int(summary.update))] + text("fingerprint", fingerprint)
    case .request(let call):
      let milliseconds =
        call.duration.components.seconds * 1000 + call.duration.components.attoseconds / 1_000_000_000_000_000
      return text("address", call.address?.rawValue) + text("method", call.method) + text("url", call.url)
        + (call.status.map { [JSON.Member("status", .int($0))] } ?? [])
        + [JSON.Member("milliseconds", .int(Int(milliseconds))), JSON.Member("attempt", .int(call.attempt))]
        + text("trace_id", call.traceID) + text("failure", call.failure)
    case .ended(let result):
      return text("address", result.id.rawValue) + [JSON.Member("attempts", .int(result.attempts))]
        + text("message", result.message) + text("trace_id", result.traceID)
    case .finished(let end):
      let reasons = end.reasons.isEmpty ? [] : [JSON.Member("not_written", .array(end.reasons.map(JSON.string)))]
      return [JSON.Member("exit_code", .int(Int(end.code.rawValue)))]
        + Outcome.allCases.map { JSON.Member($0.rawValue, .int(end.report?.count($0) ?? 0)) } + reasons
    }
  }
}
