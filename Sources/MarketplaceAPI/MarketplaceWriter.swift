package import Planning
import TokenModel

/// Writes deltas.
package struct MarketplaceWriter: TokenWriter {
  private let sender: CallSender

  package init(sender: CallSender) {
    self.sender = sender
  }

  package func update(_ delta: TokenDelta, attempt: Int) async throws(CallFailure) -> UpdateAnswer {
    let answer = try await sender.write(.update(delta), attempt: attempt, as: TokenAnswer.self)
    guard answer.value.token.id == delta.id else {
      throw CallFailure(
        .ambiguous, call: "PUT \(delta.id)", message: "answered another token, \(answer.value.token.id)",
        traceID: answer.traceID)
    }
    return UpdateAnswer(token: answer.value.token, traceID: answer.traceID)
  }

  /// The request that ``update(_:attempt:)`` would send, with every secret masked before its text is encoded.
  package func preview(of change: TokenChange) -> RequestPreview {
    var change = change
    for index in change.texts.indices {
      change.texts[index].after = change.texts[index].after.map { VerbatimText(sender.mask.masking($0.string)) }
    }
    return sender.preview(of: .update(TokenDelta(change)))
  }
}
