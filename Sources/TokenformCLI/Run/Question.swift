enum Question {
  /// Asks, and returns what was answered; nil at the end of the input, or when the task is cancelled meanwhile.
  static func ask(_ text: String, in world: World) async -> String? {
    // What was typed before the question was asked does not answer it.
    world.dropTyped()
    world.standardError.post(text)
    _ = await world.standardError.flush()
    let answer = await unlessCancelled(world.readLine) ?? nil
    // Only an answer ends the line.
    if answer == nil { world.standardError.post("\n") }
    return answer
  }
}
