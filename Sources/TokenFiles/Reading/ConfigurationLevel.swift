import Suggestions
import TokenModel

/// The level of a mapping in a document, which determines the keys that it may have.
enum ConfigurationLevel {
  case document, token
  /// An entry of a token's list that names a module.
  case module
  /// An entry of a token's list that names a set.
  case setUse
  /// An entry of a set.
  case moduleOfSet
  case filters

  /// The keys that are allowed, in the order in which messages list them.
  var keys: [String] {
    switch self {
    case .document: ["account", "module_sets", "buyer_groups", "tokens"]
    case .token: TokenField.allCases.map(\.name) + ["protected"]
    case .module: ["id", "filters", "until", "reason"]
    case .setUse: ["set", "until", "reason"]
    case .moduleOfSet: ["id", "filters"]
    case .filters: ["group.buyers"]
    }
  }

  /// The keys that a misspelt one may have been meant to be.
  fileprivate var offeredKeys: [String] { self == .module ? keys + ["set"] : keys }

  fileprivate var noun: String {
    switch self {
    case .document: "a document"
    case .token: "a token"
    case .module: "a module"
    case .setUse: "an entry that names a set"
    case .moduleOfSet: "a module of a set"
    case .filters: "`filters`"
    }
  }

  /// What to do about a key that is read-only on the platform; nil for any other key.
  fileprivate func readOnlyHelp(for key: String) -> String? {
    switch (self, key) {
    case (.token, "id"): "remove it; the key of the token is its id"
    case (.token, "account"): "write it beside `tokens`; it applies to the whole document"
    case (.token, "status"): "remove it; tokens are enabled and disabled on the platform"
    case (.token, "audit"), (.token, "$meta"), (.token, "revision"), (.token, "lastAccessAt"): "remove it"
    case (.module, "name"), (.moduleOfSet, "name"): "remove it; `id` may be the name instead of the id"
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
    case .token where ["tokens", "module_sets", "buyer_groups"].contains(key):
      "it belongs to the document: fix the indentation"
    case .token where key == "filters" || key == "group.buyers": "filters belong to an entry of `modules`"
    case .token where ["set", "until", "reason"].contains(key): "it belongs to an entry of `modules`"
    case .module where key.utf8.starts(with: "MOD-".utf8): "a module's id is written after `id:`"
    case .module where key == "group.buyers", .moduleOfSet where key == "group.buyers": "it belongs under `filters`"
    case .setUse where key == "id": "an entry names a module or a set: write two entries"
    case .setUse where key == "filters":
      "filters belong to the modules in the set; a module that the token lists itself may have others"
    case .moduleOfSet where key == "set": "a set contains no sets: list the modules themselves"
    case .moduleOfSet where key == "until" || key == "reason":
      "it belongs to a token: beside `set:`, or in a separate entry"
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
    if let meant = nearestWord(to: key, among: level.offeredKeys) { return "did you mean `\(meant)`?" }
    let keys = level.offeredKeys.map { "`\($0)`" }.joined(separator: ", ")
    return level.offeredKeys.count == 1 ? "the only key is \(keys)" : "the keys are \(keys)"
  }
}
