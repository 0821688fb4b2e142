/// What a client has done since it was created.
package struct HTTPClientStatistics: Sendable, Equatable {
  /// Requests that ended, however they ended; those refused before they reached libcurl are not counted.
  package var requests = 0
  package var connectionsOpened = 0
  /// Bytes of response bodies as they came over the wire, still compressed.
  package var bytesReceived = 0

  package init() {}
}
