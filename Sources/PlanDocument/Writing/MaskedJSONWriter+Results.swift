import Planning
import TokenModel

extension MaskedJSONWriter {
  /// The result of each token.
  mutating func writeResults(_ results: [TokenResult]) {
    array("results") { page in
      for result in results {
        page.object { $0.writeResult(result) }
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
    writeSides(of: result.mismatches, before: "asked", after: "stored")
  }

  mutating func writeRequests(_ requests: [RequestPreview]) {
    array("requests") { page in
      for request in requests {
        page.object { page in
          page.word("method", request.method)
          page.masked("url", request.url)
          page.masked("body", request.body)
        }
      }
    }
  }
}
