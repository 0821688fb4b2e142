import CommandLineKit
import TokenModel

/// Where the platform is, and how patient a run is with it.
struct ConnectionOptions: Sendable {
  var endpoint: String?
  var tokenFile: String?
  var parallelism = 10
  /// Seconds for one request.
  var timeout = 60
  var retries = 4
  /// Seconds for the whole run; nil if it has no limit.
  var deadline: Int?

  var limit: Duration? { deadline.map { .seconds($0) } }

  static let options: [Option<Self>] = [
    .text("endpoint", "URL", \.endpoint, "The platform's base URL, instead of MPT_API_BASE_URL"),
    .text(
      RunOption.tokenFile.name, "FILE", offers: .files, \.tokenFile,
      "Read the credential from FILE (- is standard input), instead of MPT_API_TOKEN"),
    .number("parallelism", in: 1...256, \.parallelism, "Maximum number of concurrent requests (10)"),
    .number("timeout", "SECONDS", in: 1...3_600, \.timeout, "Time limit for one request (60)"),
    .number("retries", in: 0...20, \.retries, "Maximum number of retries of a request (4)"),
    .number(RunOption.deadline.name, "SECONDS", in: 1...86_400, \.deadline, "Time limit for the run"),
  ]
}
