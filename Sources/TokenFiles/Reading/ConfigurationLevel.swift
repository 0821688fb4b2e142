import Suggestions
import TokenModel

/// The level of a mapping in a document, which determines the keys that it may have.
enum ConfigurationLevel {
  case document, token, module, filters

  /// The keys that are allowed, in the order in which messages list them.
  var keys: [String] {
    switch self {
    case .document: ["account", "tokens"]
    case .token: TokenField.allCases.map(\.name) + ["protected"]
    case .module: ["id", "filters"]
    case .filters: ["group.buyers"]
    }
  }

  fileprivate var noun: String {
    switch self {
    case .document: "a document"
    case .token: "a token"
    case .module: "a module"
    case .filters: "`filters`"
    }
  }

  /// What to do about a key that is read-only on the platform; nil for any other key.
  fileprivate func readOnlyHelp(for key: String) -> String? {
    switch (self, key) {
    case (.token, "id"): "remove it; the key of the token is its id"
    case (.token, "account"): "write it beside `tokens`; it holds for the whole document"
    case (.token, "status"): "remove it; tokens are enabled and disabled on the platform"
    case (.token, "audit"), (.token, "$meta"), (.token, "revision"), (.token, "lastAccessAt"): "remove it"
    case (.module, "name"): "remove it; `id` may hold the name instead of the id"
    case (.module, "description"), (.module, "revision"), (.module, "settings"): "remove it"
    default: nil
    }
  }

  /// What to do about a key that is allowed at another level; nil for any other key.
  fileprivate func rightPlace(for key: String) -> String? {
    switch self {
    case .document where TokenID(wellFormed: key) != nil: "a token's id belongs under `tokens`"
    case .document where ConfigurationLevel.token.keys.contains(key):
      "it belongs under a token's id, and that under `tokens`"
    case .token where TokenID(wellFormed: key) != nil:
      "a token's id belongs directly under `tokens`: fix the indentation"
    case .token where key == "tokens": "it belongs to the document: fix the indentation"
    case .token where key == "filters" || key == "group.buyers": "filters belong to an entry of `modules`"
    case .module where key.utf8.starts(with: "MOD-".utf8): "a module's id is written after `id:`"
    case .module where key == "group.buyers": "it belongs under `filters`"
    case .module where ConfigurationLevel.token.keys.contains(key): "it belongs to the token: fix the indentation"
    case .filters where key == "group" || key == "buyers": "it is one key, `group.buyers`, with a list of buyers' ids"
    default: nil
    }
  }
}

extension DocumentReader {
  mutating func reportUnknownKey(_ entry: Entry, in level: ConfigurationLevel) {
    let key = tree.text(of: entry.key)
    if let help = level.readOnlyHelp(for: key) {
      return report(
        .readOnlyKey, "\(quote(key)) cannot be written here: the platform sets it", help: help, at: span(of: entry))
    }
    report(.unknownKey, "\(level.noun) has no key \(quote(key))", help: help(for: key, in: level), at: span(of: entry))
  }

  private func help(for key: String, in level: ConfigurationLevel) -> String {
    if let place = level.rightPlace(for: key) { return place }
    if let meant = nearestWord(to: key, among: level.keys) { return "did you mean `\(meant)`?" }
    let keys = level.keys.map { "`\($0)`" }.joined(separator: ", ")
    return level.keys.count == 1 ? "the only key is \(keys)" : "the keys are \(keys)"
  }
}
