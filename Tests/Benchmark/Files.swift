import FoundationEssentials
import MarketplaceSandbox

enum TextFile {
  static func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  static func makeDirectory(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
}

/// An account as the sandbox makes it up, and files that ask for it.
struct MadeUpAccount {
  private let tokens: [Token]

  private struct State: Decodable {
    let tokens: [Token]
  }

  private struct Token: Decodable {
    let id: String
    let name: String
    let description: String?
    let modules: [Module]
  }

  private struct Module: Decodable {
    let id: String
    let filters: [String: [String]]?
  }

  init(tokens count: Int) throws {
    var options = SandboxOptions()
    options.source = .sample(SandboxOptions.Sample(tokens: count))
    let sandbox = try RunningSandbox.start(options)
    defer { try? sandbox.stop() }
    tokens = try JSONDecoder().decode(State.self, from: Data(sandbox.state.utf8)).tokens
  }

  /// Writes files of a hundred tokens each.
  ///
  /// - Parameter changed: The description that tokens are to have whose number the step divides.
  func writeFiles(to directory: String, changed: (every: Int, description: String)?) throws {
    try TextFile.makeDirectory(directory)
    for start in stride(from: 0, to: tokens.count, by: 100) {
      var text = "account: ACC-5563-4382\ntokens:\n"
      for number in start..<min(start + 100, tokens.count) {
        let isChanged = changed.map { number.isMultiple(of: $0.every) } ?? false
        let description = isChanged ? changed?.description : tokens[number].description
        text += yaml(tokens[number], description: description)
      }
      let digits = String(start / 100)
      try TextFile.write(
        text, to: directory + "/" + String(repeating: "0", count: 4 - digits.count) + digits + ".yaml")
    }
  }

  private func yaml(_ token: Token, description: String?) -> String {
    var text =
      "  \(token.id):\n    name: \(quoted(token.name))\n    description: \(description.map(quoted) ?? "null")\n"
    // A token without modules keeps none: configuration has no empty list.
    if !token.modules.isEmpty { text += "    modules:\n" }
    for module in token.modules {
      guard let buyers = module.filters?["group.buyers"], !buyers.isEmpty else {
        text += "      - \(module.id)\n"
        continue
      }
      text +=
        "      - id: \(module.id)\n        filters:\n          group.buyers: [\(buyers.joined(separator: ", "))]\n"
    }
    return text
  }

  private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

  /// The updates of every token whose number the step divides, a line each.
  func updates(every step: Int, description: String) -> String {
    stride(from: 0, to: tokens.count, by: step).map {
      "PUT /public/v1/accounts/api-tokens/\(tokens[$0].id) {\"description\":\"\(description)\"}\n"
    }.joined()
  }
}
