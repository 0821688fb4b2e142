import JSONText
import MarketplaceAPI
import Planning
import TokenModel

/// Something that happened.
enum Event: Sendable {
  case planned(PlanSummary, fingerprint: String?)
  case request(CallRecord)
  /// A token has ended, with the change that was planned for it.
  case ended(TokenResult, TokenChange?)
  case finished(RunEnd)

  var name: String {
    switch self {
    case .planned: "planned"
    case .request: "request"
    case .ended(let result, _): result.outcome.rawValue
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
    case .ended(let result, let change):
      return text("address", result.id.rawValue) + [JSON.Member("attempts", .int(result.attempts))]
        + text("message", result.message) + text("trace_id", result.traceID)
        + (result.outcome == .applied ? change?.sides(mask) ?? [] : [])
    case .finished(let end):
      let reasons = end.reasons.isEmpty ? [] : [JSON.Member("not_written", .array(end.reasons.map(JSON.string)))]
      return [JSON.Member("exit_code", .int(Int(end.code.rawValue)))]
        + Outcome.allCases.map { JSON.Member($0.rawValue, .int(end.report?.count($0) ?? 0)) } + reasons
    }
  }
}

extension TokenChange {
  /// The values before and after, written as in the machine format.
  fileprivate func sides(_ mask: SecretMask) -> [JSON.Member] {
    [
      JSON.Member("before", values(mask, \.before, modules?.before)),
      JSON.Member("after", values(mask, \.after, modules?.after)),
    ]
  }

  private func values(
    _ mask: SecretMask, _ side: KeyPath<TextChange, VerbatimText?>, _ modules: [HeldModule]?
  ) -> JSON {
    let texts = texts.map { JSON.Member($0.field.rawValue, JSON($0[keyPath: side].map { mask.masking($0.string) })) }
    return .object(texts + (modules.map { [JSON.Member("modules", .array($0.map { $0.json(mask) }))] } ?? []))
  }
}

extension HeldModule {
  fileprivate func json(_ mask: SecretMask) -> JSON {
    let buyers = JSON.Member("group.buyers", .array(filters.buyers.map { .string(mask.masking($0.rawValue)) }))
    return .object(
      [JSON.Member("id", .string(mask.masking(id.rawValue)))]
        + (name.map { [JSON.Member("name", .string(mask.masking($0.string)))] } ?? [])
        + [JSON.Member("filters", .object(filters.isEmpty ? [] : [buyers]))])
  }
}
