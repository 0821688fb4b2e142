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
    object("asked") { page in
      for mismatch in result.mismatches { page.writeSide(of: mismatch, isStored: false) }
    }
    object("stored") { page in
      for mismatch in result.mismatches { page.writeSide(of: mismatch, isStored: true) }
    }
  }

  private mutating func writeSide(of mismatch: Mismatch, isStored: Bool) {
    switch mismatch {
    case .text(let field, let asked, let stored):
      name(.text(field))
      masked((isStored ? stored : asked)?.string)
    case .modules(let asked, let stored):
      writeModules((isStored ? stored : asked).sorted { $0.id < $1.id })
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
