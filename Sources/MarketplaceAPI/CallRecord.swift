package import TokenModel

/// A request that was sent, and how it ended. It holds no header and no body.
package struct CallRecord: Sendable {
  package let method: String
  package let url: String
  /// The token that the request is about, where it is about one.
  package let address: TokenID?
  /// How many times the call was sent in this run, this time included.
  package let attempt: Int
  package let duration: Duration
  /// How long it took to make sense of the answer.
  package var decoding: Duration = .zero
  /// Nil where no answer came.
  package var status: Int?
  package var traceID: String?
  /// What went wrong; nil where nothing did.
  package var failure: String?

  init(method: String, url: String, address: TokenID?, attempt: Int, duration: Duration) {
    self.method = method
    self.url = url
    self.address = address
    self.attempt = attempt
    self.duration = duration
  }
}
