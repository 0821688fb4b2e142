/// Asks the user for approval on the terminal.
enum Prompt {
  /// Asks a question and returns whether the answer is `yes`. The end of the input, another answer and cancellation are
  /// all a no.
  static func confirm(_ question: String, in world: World) async -> Bool {
    // What was typed before the question was asked does not answer it.
    world.dropTyped()
    world.standardError.post(question)
    _ = await world.standardError.flush()
    let answer = await runCancellable(world.readLine) ?? nil
    // Only an answer ends the line.
    if answer == nil { world.standardError.post("\n") }
    return answer == "yes"
  }
}
