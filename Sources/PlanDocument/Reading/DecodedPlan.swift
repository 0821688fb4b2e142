import FoundationEssentials
package import Planning
import TokenModel

/// A plan decoded from its JSON document: what applying and showing it need.
package struct DecodedPlan: Decodable {
  let formatVersion: String
  let endpoint: String
  let fingerprint: String?
  private let accounts: [Named]
  private let selection: DecodedSelection?
  private let complete: Bool
  private let summary: Summary
  private let timestamp: String?
  private let resourceChanges: [DecodedChange]
  private let resourceDrift: [DecodedChange]?
  private let resourceLeftOut: [DecodedChange]?
  private let noLongerManaged: [DecodedNoLongerManaged]?
  private let sharedLists: [DecodedSharedList]?
  private let movedEnds: [DecodedGrant]?
  private let ending: [DecodedGrant]?
  private let unmanaged: [Named]?
  private let plannedValues: DecodedPlannedValues?
  private let diagnostics: [DecodedDiagnostic]

  /// Takes the bytes of a plan, without the envelope of a file.
  package init(_ bytes: [UInt8]) throws(SavedPlan.Fault) {
    do {
      self = try JSONDecoder().decode(DecodedPlan.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw SavedPlan.Fault(reason: "it is not a saved plan: \(error.place)")
    } catch {
      throw SavedPlan.Fault(reason: "it is not a saved plan")
    }
  }

  /// Throws if it holds something that no plan of ours has.
  package func plan() throws(SavedPlan.Fault) -> Plan {
    let changes = try changes(resourceChanges, areWritten: true)
    let all = diagnostics.map(\.diagnostic)
    var released: [NoLongerManagedToken] = []
    for token in noLongerManaged ?? [] { released.append(try token.token()) }
    var plan = Plan(
      endpoint: endpoint, accounts: accounts.map(\.account), narrowing: selection?.narrowing, changes: changes,
      leftOut: try self.changes(resourceDrift ?? resourceLeftOut ?? [], areWritten: false),
      noLongerManaged: released,
      unmanaged: unmanaged?.map { UnmanagedToken(id: TokenID($0.id), name: $0.name.map { VerbatimText($0) }) },
      madeAt: timestamp, unchanged: summary.unchanged, diagnostics: all.filter { !$0.code.kind.isRefusal },
      refusals: all.filter(\.code.kind.isRefusal), isComplete: complete)
    for list in sharedLists ?? [] { plan.sharedListChanges.append(try list.change()) }
    for end in movedEnds ?? [] { plan.movedEnds.append(try end.movedEnd()) }
    plan.markMovedEnds()
    if let ending {
      plan.ending = []
      for grant in ending { plan.ending?.append(try grant.grant()) }
    }
    plan.planned = plannedValues?.tokens ?? []
    return plan
  }

  private func changes(
    _ documents: [DecodedChange], areWritten: Bool
  ) throws(SavedPlan.Fault) -> [TokenChange] {
    var changes: [TokenChange] = []
    for document in documents { changes.append(try document.change(accounts: accounts, isWritten: areWritten)) }
    guard Set(changes.map(\.id)).count == changes.count else { throw SavedPlan.Fault(reason: "it names a token twice") }
    return changes
  }

  private enum CodingKeys: String, CodingKey {
    case formatVersion = "format_version"
    case endpoint, fingerprint, accounts, selection, complete, summary, diagnostics, timestamp, unmanaged, ending
    case resourceLeftOut = "resource_left_out"
    case sharedLists = "shared_lists"
    case movedEnds = "moved_ends"
    case resourceDrift = "resource_drift"
    case noLongerManaged = "no_longer_managed"
    case plannedValues = "planned_values"
    case resourceChanges = "resource_changes"
  }

  struct Named: Decodable {
    let id: String
    let name: String?

    var account: Account { Account(id: AccountID(id), name: name.map { VerbatimText($0) }) }
  }

  private struct Summary: Decodable {
    let unchanged: Int
  }
}

extension DecodingError {
  fileprivate var place: String {
    let context: Context? =
      switch self {
      case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
        .valueNotFound(_, let context):
        context
      @unknown default: nil
      }
    let path = context?.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".") ?? ""
    if case .keyNotFound(let key, _) = self {
      return "\((path.isEmpty ? "" : path + ".") + key.stringValue) is missing"
    }
    return path.isEmpty ? "it is not JSON" : "\(path) has an invalid value"
  }
}

private struct DecodedSelection: Decodable {
  let targets: [String]
  let excluded: [String]
  let proposedOnly: Bool
  let endedOnly: Bool
  let selected: Int
  let named: Int

  var narrowing: PlanNarrowing {
    PlanNarrowing(
      targets: targets.map { TokenID($0) }, excluded: excluded.map { TokenID($0) }, isProposedOnly: proposedOnly,
      isEndedOnly: endedOnly, selected: selected, named: named)
  }

  private enum CodingKeys: String, CodingKey {
    case targets, excluded, selected, named
    case proposedOnly = "proposed_only"
    case endedOnly = "ended_only"
  }
}

private struct DecodedDiagnostic: Decodable {
  let severity: String
  let code: String
  let message: String
  let help: String?
  let address: String?
  let file: String?
  let line: Int?
  let column: Int?

  var diagnostic: Diagnostic {
    let position = file.flatMap { file in
      line.flatMap { line in column.map { SourcePosition(file: file, line: line, column: $0) } }
    }
    let code = DiagnosticCode(rawValue: code) ?? .unknownDiagnostic
    // What a guard refuses is written down as a warning, since it is one to a plan.
    return Diagnostic(
      severity == "warning" && !code.kind.isRefusal ? .warning : .error, code, message, help: help.map { Advice($0) },
      address: address.map { TokenID($0) }, at: position)
  }
}
