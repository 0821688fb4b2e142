import Planning
import TokenModel

/// A change of the extensions that a token may act through, as every format shows it: what it gains and what it loses,
/// and never by position.
struct ExtensionRows {
  struct Row {
    /// Nil for all extensions, or for all but those that are kept.
    let id: ExtensionID?
    let cause: Cause?
  }

  let added: [Row]
  let removed: [Row]
  let kept: [ExtensionID]
  /// What a row without an id means.
  let others: String

  init(_ change: ExtensionsChange) {
    kept = change.kept
    others = change.kept.isEmpty ? "all extensions" : "all other extensions"
    func rows(_ ids: [ExtensionID], isWhole: Bool) -> [Row] {
      isWhole ? [Row(id: nil, cause: change.cause)] : ids.map { Row(id: $0, cause: change.causes[$0] ?? change.cause) }
    }
    added = rows(change.added, isWhole: change.before != .all && change.after == .all)
    removed = rows(change.removed, isWhole: change.before == .all && change.after != .all)
  }
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
