import TestSupport

/// What a user waits for who asks for next to nothing.
enum StartUp {
  static func rows(_ programs: Programs, runs: Int) throws -> [Row] {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let file = try directory.write("tokens:\n  TKN-1671-0642:\n    name: Billing exporter\n", to: "one.yaml")
    return try [("--version", ["--version"]), ("validate, one file", ["validate", file])].map { title, arguments in
      var row = Row(tokens: 1, latency: 0, title: title)
      for number in 0...runs {
        let run = try Measurement.of(
          [programs.tokenform] + arguments, environment: [:], programs: programs, scratch: directory.path)
        guard run.code == 0 else { throw Fault(description: "tokenform \(arguments) failed: \(run.errors)") }
        if number > 0 { row.take(run, requests: 0) }
      }
      return row
    }
  }
}
