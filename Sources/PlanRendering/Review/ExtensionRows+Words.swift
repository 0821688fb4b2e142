import PlanDocument
import Planning
import TokenModel

extension ExtensionRows {
  /// The words for a row without an id.
  var others: String { kept.isEmpty ? "all extensions" : "all other extensions" }
}

extension ExtensionsChange {
  /// `all → none`, `none → 2`.
  var scopes: String { "\(before.words) → \(after.words)" }
}

extension ExtensionScope {
  /// `all`, `none`, or how many.
  var words: String {
    switch self {
    case .all: "all"
    case .only(let ids): ids.isEmpty ? "none" : String(ids.count)
    }
  }
}
