package import TokenModel

/// A request that was sent, and how it ended. It has no headers and no body.
package struct CallRecord: Sendable {
  /// Such as `GET`.
  package let method: String
  /// The URL with its query.
  package let url: String
  /// The token that the request reads or writes; nil for lists.
  package let address: TokenID?
  /// The number of times that the call was sent in this run, including this one.
  package let attempt: Int
  /// From sending the request to the end of its response.
  package let duration: Duration
  /// The time it took to decode the response.
  package var decoding: Duration = .zero
  /// Nil if there was no response.
  package var status: Int?
  /// The platform's id of the request, for its support.
  package var traceID: String?
  /// The error message; nil if the call succeeded.
  package var failure: String?

  init(method: String, url: String, address: TokenID?, attempt: Int, duration: Duration) {
    self.method = method
    self.url = url
    self.address = address
    self.attempt = attempt
    self.duration = duration
  }
}
