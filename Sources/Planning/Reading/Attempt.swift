/// Runs a call to the platform and returns its value or failure as a `Result`.
package func attempt<Value: Sendable>(
  _ body: @Sendable () async throws(CallError) -> Value
) async -> Result<Value, CallError> {
  do throws(CallError) {
    return .success(try await body())
  } catch {
    return .failure(error)
  }
}
