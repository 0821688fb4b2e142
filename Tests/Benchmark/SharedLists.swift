import TestSupport

/// Loading the same 10,000 lists of modules, once written out and once through 50 sets.
enum SharedLists {
  static let writtenOut = "validate, lists written out"
  static let throughSets = "validate, the same through 50 sets"

  private static let setCount = 50
  private static let modulesInSet = 6
  private static let setsOfToken = 3

  static func rows(_ programs: Programs, tokens: Int, runs: Int) throws -> [Row] {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    var rows: [Row] = []
    for (title, usesSets) in [(writtenOut, false), (throughSets, true)] {
      let path = directory.path + "/" + (usesSets ? "sets" : "lists")
      try write(tokens, usingSets: usesSets, to: path)
      var row = Row(tokens: tokens, latency: 0, title: title)
      for number in 0...runs {
        let run = try Measurement.of(
          [programs.tokenform, "validate", path], environment: [:], programs: programs, scratch: directory.path)
        guard run.code == 0 else { throw Fault(description: "validate failed: \(run.errors)") }
        if number > 0 { row.take(run, requests: 0) }
      }
      rows.append(row)
    }
    return rows
  }

  /// Writes files of a hundred tokens each. Each token has the modules of three of the sets.
  private static func write(_ tokens: Int, usingSets: Bool, to directory: String) throws {
    try TextFile.makeDirectory(directory)
    var shared = "buyer_groups:\n  nordics: [\(buyers)]\n"
    if usingSets {
      shared += "module_sets:\n"
      for set in 0..<setCount { shared += "  set-\(set):\n" + modules(of: set, indent: "    ", buyers: "nordics") }
    }
    try TextFile.write(shared, to: directory + "/shared.yaml")
    for start in stride(from: 0, to: tokens, by: 100) {
      var text = "account: ACC-5563-4382\ntokens:\n"
      for number in start..<min(start + 100, tokens) {
        text += "  TKN-\(padded(number / 10_000))-\(padded(number % 10_000)):\n    modules:\n"
        for use in 0..<setsOfToken {
          let set = (number + use * 17) % setCount
          text += usingSets ? "      - set: set-\(set)\n" : modules(of: set, indent: "      ", buyers: buyers)
        }
      }
      try TextFile.write(text, to: directory + "/\(padded(start / 100)).yaml")
    }
  }

  private static let buyers = (0..<12).map { "BUY-0000-\(padded($0))" }.joined(separator: ", ")

  private static func modules(of set: Int, indent: String, buyers: String) -> String {
    (0..<modulesInSet).map { number in
      let id = "MOD-\(padded(set * modulesInSet + number))"
      return number == 0
        ? "\(indent)- id: \(id)\n\(indent)  filters:\n\(indent)    group.buyers: [\(buyers)]\n" : "\(indent)- \(id)\n"
    }.joined()
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
