import Planning
import TokenModel

/// Plans and a report about the extensions that tokens may act through.
extension SamplePlan {
  package static let extensions = SamplePlan(
    "extensions",
    .sample([
      .sample(extensions: .sample(from: .all, to: .only(["EXT-1111-0001", "EXT-6587-4477"]))),
      .sample(
        "TKN-2222-0001", name: "Catalogue reader",
        modules: .sample(from: [.accessManagement], to: [.accessManagement, .accountManagement]),
        extensions: .sample(
          from: .only(["EXT-1111-0001", "EXT-2222-0002", "EXT-6587-4477"]),
          to: .only(["EXT-1111-0001", "EXT-3333-0003", "EXT-6587-4477"]))),
      .sample("TKN-2222-0002", name: "Shop", extensions: .sample(from: .only(["EXT-6587-4477"]), to: .all)),
      .sample("TKN-2222-0003", name: "Archive", extensions: .sample(from: .all, to: .none)),
      .sample("TKN-2222-0004", name: "Sync", extensions: .sample(from: .none, to: .only(["EXT-6587-4477"]))),
    ]))

  /// Of lists each extension has a cause of its own; of a whole scope the scope has one.
  package static let baseExtensions = SamplePlan(
    "base-extensions",
    .sample(
      [
        .sample(
          extensions: .sample(
            from: .only(["EXT-1111-0001", "EXT-2222-0002"]), to: .only(["EXT-1111-0001", "EXT-6587-4477"]),
            causes: ["EXT-6587-4477": .proposed, "EXT-2222-0002": .drift])),
        .sample(
          "TKN-2222-0001", name: "Catalogue reader",
          extensions: .sample(from: .all, to: .only(["EXT-6587-4477"]), cause: .drift)),
      ],
      leftOut: [
        .sample(
          "TKN-2222-0002", name: "Shop",
          extensions: .sample(
            from: .only(["EXT-1111-0001", "EXT-9999-0009"]), to: .only(["EXT-1111-0001"]),
            causes: ["EXT-9999-0009": .drift]))
      ]))

  /// From three tokens on the same change is one entry; another change of extensions is another entry.
  package static let sameExtensions = SamplePlan(
    "same-extensions",
    .sample(
      (1...4).map { number in
        .sample(
          "TKN-1000-000\(number)", name: VerbatimText("Reader \(number)"),
          modules: .sample(from: [.accessManagement], to: [.accessManagement, .accountManagement]),
          extensions: .sample(from: .all, to: number == 4 ? .none : .only(["EXT-6587-4477"])))
      }))

  /// Extension ids as a hostile platform may answer them.
  package static let hostileExtensions = SamplePlan(
    "hostile-extensions",
    .sample([
      .sample(
        extensions: .sample(
          from: ExtensionScope(["EXT-1111-0001", "</code>\n::error::| @all \u{202E}"].map { ExtensionID($0) }),
          to: .only(["EXT-1111-0001"])))
    ]))
}

extension SampleReport {
  package static let extensions = SampleReport(
    "extensions", SamplePlan.extensions.plan,
    ApplyReport(results: [
      TokenResult(id: "TKN-1671-0642", outcome: .applied, attempts: 1),
      TokenResult(
        id: "TKN-2222-0001", outcome: .notConverged, attempts: 1,
        message: "the platform stored values other than those requested",
        mismatches: TokenDifference(
          extensions: .sample(
            from: .only(["EXT-1111-0001", "EXT-3333-0003", "EXT-6587-4477"]),
            to: .only(["EXT-1111-0001", "EXT-2222-0002", "EXT-6587-4477"])))),
      TokenResult(id: "TKN-2222-0002", outcome: .failed, attempts: 1, message: "returned 400"),
      TokenResult(
        id: "TKN-2222-0003", outcome: .unknown, attempts: 1,
        message: "the platform accepted the write; its response does not distinguish none from all"),
      TokenResult(id: "TKN-2222-0004", outcome: .notAttempted, attempts: 0),
    ]))
}

extension ExtensionsChange {
  static func sample(
    from before: ExtensionScope, to after: ExtensionScope, cause: Cause? = nil, causes: [ExtensionID: Cause] = [:]
  ) -> ExtensionsChange {
    ExtensionsChange(before: before, after: after, position: .inFile(line: 8), cause: cause, causes: causes)
  }
}
