/// A request as it would be sent, to be shown. It does not contain the credential.
package struct RequestPreview: Sendable, Equatable {
  /// Such as `PUT`.
  package let method: String
  /// The absolute URL.
  package let url: String
  /// The JSON text, verbatim.
  package let body: String

  /// A preview of one request.
  package init(method: String, url: String, body: String) {
    self.method = method
    self.url = url
    self.body = body
  }
}
