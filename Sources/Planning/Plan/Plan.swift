package import TokenModel

/// What an apply would write, and everything a reviewer needs to judge it. A value: planning cannot write.
package struct Plan: Sendable, Equatable {
  /// The normalised base URL of the platform.
  package var endpoint: String
  /// The accounts of the tokens that were read, sorted by id.
  package var accounts: [Account]
  /// What the plan leaves out of what the files name; nil if it covers all of them.
  package var narrowing: PlanNarrowing?
  /// The tokens to update, sorted by id.
  package var changes: [TokenChange]
  /// What differs and is shown, but left out of ``changes``: drift with `--proposed-only`, all but ended grants with
  /// `--ended-only`; sorted by id.
  package var leftOut: [TokenChange]
  /// What the files managed before the change under review and no longer do, sorted by id.
  package var noLongerManaged: [NoLongerManagedToken]
  /// The grants with another end than before the change under review, by token.
  package var movedEnds: [MovedEnd] = []
  /// The sets and groups that the change under review changes.
  package var sharedListChanges: [SharedListChange] = []
  /// The grants that end soon, by day; nil if they were not requested.
  package var ending: [ListedGrant]?
  /// The live tokens of the accounts that no file manages, sorted by id; nil if they were not requested.
  package var unmanaged: [UnmanagedToken]?
  /// The tokens to update as they will be, sorted by id; with all values requested, also those that do not change.
  package var planned: [PlannedToken] = []
  /// When the plan was made: RFC 3339 in UTC; nil if that is not known. Not fingerprinted.
  package var madeAt: String?
  /// How many tokens already hold what the files ask for.
  package var unchanged: Int
  /// The tokens that the platform does not have, sorted by id.
  package var missing: [TokenID]
  /// Errors keep a plan from being applied; warnings do not.
  package var diagnostics: [Diagnostic]
  /// What an apply with the same options would refuse to write, and the option that allows it.
  package var refusals: [Diagnostic]
  /// Whether everything that the plan is about could be read.
  package var isComplete: Bool

  /// A plan of these parts; without arguments, an empty and complete plan.
  package init(
    endpoint: String, accounts: [Account] = [], narrowing: PlanNarrowing? = nil, changes: [TokenChange] = [],
    leftOut: [TokenChange] = [],
    noLongerManaged: [NoLongerManagedToken] = [], unmanaged: [UnmanagedToken]? = nil, madeAt: String? = nil,
    unchanged: Int = 0,
    missing: [TokenID] = [], diagnostics: [Diagnostic] = [], refusals: [Diagnostic] = [], isComplete: Bool = true
  ) {
    self.endpoint = endpoint
    self.accounts = accounts
    self.narrowing = narrowing
    self.changes = changes
    self.leftOut = leftOut
    self.noLongerManaged = noLongerManaged
    self.unmanaged = unmanaged
    self.madeAt = madeAt
    self.unchanged = unchanged
    self.missing = missing
    self.diagnostics = diagnostics
    self.refusals = refusals
    self.isComplete = isComplete
  }

  /// Whether the plan itself may be applied; guards are checked separately.
  package var isApplicable: Bool { isComplete && !diagnostics.containsError }

  /// The counts of the plan.
  package var summary: PlanSummary { PlanSummary(self) }
}

/// A token, or keys of it, that files managed before the change under review and no longer do.
package struct NoLongerManagedToken: Sendable, Equatable {
  /// A key that a file no longer has.
  package enum Key: Sendable, Hashable {
    case field(TokenField)
    /// The filters of a module that is still listed: its id, or its name if the catalogue does not have it.
    case filters(of: String)
    case protected
  }

  /// The token that was named.
  package var id: TokenID
  /// In the order of the keys in YAML; empty if the whole token is no longer managed.
  package var keys: [Key]
  /// The place of the token in the files as they were before.
  package var position: SourcePosition

  /// A token that is no longer managed, or these keys of it.
  package init(id: TokenID, keys: [Key] = [], position: SourcePosition) {
    self.id = id
    self.keys = keys
    self.position = position
  }
}

/// A live token that no file manages.
package struct UnmanagedToken: Sendable, Equatable {
  /// The token's id.
  package var id: TokenID
  /// The token's name; nil if the platform did not return it.
  package var name: VerbatimText?

  /// A live token that no file names.
  package init(id: TokenID, name: VerbatimText? = nil) {
    self.id = id
    self.name = name
  }
}
