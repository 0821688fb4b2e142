/// The stable name of one kind of diagnostic, as printed and as documented in `docs/troubleshooting.md`.
package enum DiagnosticCode: String, Sendable, CaseIterable {
  // The command line and its surroundings
  case noCredential = "no-credential"
  case badCredential = "bad-credential"
  case badEndpoint = "bad-endpoint"
  case unknownSelection = "unknown-selection"
  case nothingSelected = "nothing-selected"
  case notApproved = "not-approved"
  case transport = "transport"

  // Files and their syntax
  case unreadableFile = "unreadable-file"
  case notARegularFile = "not-a-regular-file"
  case linkLeadsOutside = "link-leads-outside"
  case noFiles = "no-files"
  case noTokens = "no-tokens"
  case invalidEncoding = "invalid-encoding"
  case yamlSyntax = "yaml-syntax"
  case tooLarge = "too-large"
  case tooDeep = "too-deep"
  case unknownAlias = "unknown-alias"
  case cyclicAlias = "cyclic-alias"
  case unsupportedTag = "unsupported-tag"
  case invalidMerge = "invalid-merge"

  // What the files say
  case duplicateKey = "duplicate-key"
  case unknownKey = "unknown-key"
  case readOnlyKey = "read-only-key"
  case secretInFile = "secret-in-file"
  case missingKey = "missing-key"
  case wrongType = "wrong-type"
  case malformedID = "malformed-id"
  case emptyValue = "empty-value"
  case nullValue = "null-value"
  case duplicateToken = "duplicate-token"
  case duplicateModule = "duplicate-module"
  case duplicateBuyer = "duplicate-buyer"
  case duplicateExtension = "duplicate-extension"
  case platformLimit = "platform-limit"

  // What the platform says
  case tokenMissing = "token-missing"
  case tokenUnreadable = "token-unreadable"
  case fieldUnreadable = "field-unreadable"
  case catalogueUnreadable = "catalogue-unreadable"
  case coverageUnreadable = "coverage-unreadable"
  case extensionsAmbiguous = "extensions-ambiguous"
  case unknownModule = "unknown-module"
  case ambiguousModule = "ambiguous-module"
  case moduleNotGrantable = "module-not-grantable"
  case mandatoryModule = "mandatory-module"
  case unfilterableModule = "unfilterable-module"
  case unsupportedFilter = "unsupported-filter"
  case noModuleLeft = "no-module-left"
  case accountNotSaid = "account-not-said"
  case unauthorized = "unauthorized"
  case interrupted = "interrupted"
  case deadlinePassed = "deadline-passed"
  case mustWait = "must-wait"
  case stalePlan = "stale-plan"
  case leftOut = "left-out"

  // Guards
  case wrongAccount = "wrong-account"
  case protectedToken = "protected-token"
  case ownToken = "own-token"
  case ownTokenUnknown = "own-token-unknown"
  case notActive = "not-active"
  case tooManyChanges = "too-many-changes"
  case tooManyGrants = "too-many-grants"
  case tooManyRevocations = "too-many-revocations"
  case uncoveredTokens = "uncovered-tokens"

  // Saved plans
  case unusablePlan = "unusable-plan"
  case otherEndpoint = "other-endpoint"
  case otherFingerprint = "other-fingerprint"
  case unwritableFile = "unwritable-file"
  case outputIsInput = "output-is-input"
  case fileExists = "file-exists"
  /// A code that another version wrote into a saved plan.
  case unknownDiagnostic = "unknown-diagnostic"

  /// Whether it says what ended a run, and nothing against the plan.
  package var isOfTheRun: Bool {
    switch self {
    case .notApproved, .interrupted, .deadlinePassed, .unwritableFile, .otherFingerprint, .stalePlan: true
    default: false
    }
  }

  /// Whether a refusal ends a plan as well as an apply: it was asked for as a check of its own.
  package var endsPlan: Bool { self == .uncoveredTokens }

  /// Whether it says that a guard would refuse an apply.
  package var isGuard: Bool {
    switch self {
    case .wrongAccount, .protectedToken, .ownToken, .notActive, .tooManyChanges, .tooManyGrants, .tooManyRevocations,
      .uncoveredTokens:
      true
    default: false
    }
  }
}
