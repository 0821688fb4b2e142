/// What a client has done since it was created.
package struct HTTPClientStatistics: Sendable, Equatable {
  /// Requests that ended in any way, except those that were refused before they reached libcurl.
  package var requests = 0
  /// Connections that were opened, including those that failed later.
  package var connectionsOpened = 0
  /// Bytes of response bodies as received, before decoding.
  package var bytesReceived = 0

  /// All counts zero.
  package init() {}
}
