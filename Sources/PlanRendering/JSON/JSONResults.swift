import Planning
import TokenModel

extension JSONPage {
  /// What became of each token.
  mutating func writeResults(_ results: [TokenResult]) {
    array("results") { page in
      for result in results {
        page.object { $0.writeResult(result) }
        page.passOn()
      }
    }
  }

  private mutating func writeResult(_ result: TokenResult) {
    masked("address", result.id.rawValue)
    word("outcome", result.outcome.rawValue)
    number("attempts", result.attempts)
    masked("message", result.message)
    masked("trace_id", result.traceID)
    guard !result.mismatches.isEmpty else { return }
    object("asked") {
      $0.writeValues(
        of: result.mismatches, \.before, result.mismatches.modules?.before, result.mismatches.extensions?.before)
    }
    object("stored") {
      $0.writeValues(
        of: result.mismatches, \.after, result.mismatches.modules?.after, result.mismatches.extensions?.after)
    }
  }

  mutating func writeRequests(_ requests: [RequestPreview]) {
    array("requests") { page in
      for request in requests {
        page.object { page in
          page.word("method", request.method)
          page.masked("url", request.url)
          page.masked("body", request.body)
        }
        page.passOn()
      }
    }
  }
}
