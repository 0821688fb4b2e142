package import Planning
import TokenModel

/// Writes changes of tokens to the platform.
package struct MarketplaceWriter: TokenWriter {
  private let sender: CallSender

  /// A writer that sends its calls with this sender.
  package init(sender: CallSender) {
    self.sender = sender
  }

  /// Sends the change once, and awaits the response even if the task is cancelled.
  package func update(_ delta: TokenDelta, attempt: Int) async throws(CallError) -> UpdateResponse {
    let response = try await sender.write(.update(delta), attempt: attempt, as: TokenResponse.self)
    guard response.value.token.id == delta.id else {
      throw CallError(
        .outcomeUnknown, call: "PUT \(delta.id)", message: "returned another token, \(response.value.token.id)",
        traceID: response.traceID)
    }
    return UpdateResponse(token: response.value.token, traceID: response.traceID)
  }

  /// The request that ``update(_:attempt:)`` would send, with the credential masked in its texts before they are
  /// encoded.
  package func preview(of change: TokenChange) -> RequestPreview {
    var change = change
    for index in change.texts.indices {
      change.texts[index].after = change.texts[index].after.map { VerbatimText(sender.mask.masking($0.string)) }
    }
    return sender.preview(of: .update(TokenDelta(change)))
  }
}
