/// Runs a call to the platform and returns its value or failure as a `Result`.
package func attempt<Value: Sendable>(
  _ body: @Sendable () async throws(CallFailure) -> Value
) async -> Result<Value, CallFailure> {
  do throws(CallFailure) {
    return .success(try await body())
  } catch {
    return .failure(error)
  }
}
