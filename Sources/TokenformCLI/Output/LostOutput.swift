extension World {
  /// The exit code of a run that wrote nothing to the platform, once its output has arrived: a run whose output is lost
  /// says so on standard error, and has failed unless it was interrupted.
  func exitCode(_ code: ExitCode) async -> ExitCode {
    guard let fault = await standardOutput.flush() else { return code }
    standardError.post(fault.sentence)
    _ = await standardError.flush()
    return code == .interrupted ? code : .failed
  }
}

extension WriteFault {
  /// Says that standard output is lost, with the end of the line.
  var sentence: String {
    switch self {
    case .closed: "tokenform: standard output was closed before everything was written\n"
    case .unread: "tokenform: standard output was not read completely before the run ended\n"
    case .cutOff: "tokenform: the run ended before everything was written to standard output\n"
    case .failed(let reason): "tokenform: standard output cannot be written: \(reason)\n"
    }
  }
}
