/// What a diagnostic of a code means to a plan and to a run.
package enum DiagnosticKind: Sendable {
  /// Something to correct in the files, the options or the environment, or to know about the platform.
  case finding
  /// Something that the plan is about was not read, so the plan is incomplete.
  case unread
  /// The run was ended from outside: it was interrupted, or its time was over.
  case ended
  /// What was approved is not what would be written any more.
  case stale
  /// The saved plan is not one that this run can apply.
  case unusablePlan
  /// The run could not go on, whatever the plan holds: no approval, no file for its output.
  case notStarted
  /// A guard refuses an apply; a plan only warns of it.
  case `guard`
  /// A check that was asked for refuses the plan as well as an apply.
  case check
}

extension DiagnosticKind {
  /// Whether it ends a run, and is no fault of the plan.
  package var isOfTheRun: Bool {
    switch self {
    case .ended, .stale, .notStarted: true
    case .finding, .unread, .unusablePlan, .guard, .check: false
    }
  }

  /// Whether the plan misses something that it is about.
  package var meansUnread: Bool {
    switch self {
    case .unread, .ended: true
    case .finding, .stale, .unusablePlan, .notStarted, .guard, .check: false
    }
  }

  /// Whether the plan that was approved or saved is refused.
  package var refusesPlan: Bool {
    switch self {
    case .stale, .unusablePlan: true
    case .finding, .unread, .ended, .notStarted, .guard, .check: false
    }
  }

  /// Whether it refuses an apply, and is decided again when a saved plan is applied.
  package var isRefusal: Bool {
    switch self {
    case .guard, .check: true
    case .finding, .unread, .ended, .stale, .unusablePlan, .notStarted: false
    }
  }
}

extension DiagnosticCode {
  /// What a diagnostic of this code means. The one table; without a `default`, so that the compiler asks for each new code.
  package var kind: DiagnosticKind {
    switch self {
    case .tokenUnreadable, .fieldUnreadable, .catalogueUnreadable, .coverageUnreadable, .unauthorized, .transport,
      .mustWait:
      .unread
    case .interrupted, .deadlinePassed: .ended
    case .stalePlan, .otherFingerprint: .stale
    case .unusablePlan, .otherEndpoint: .unusablePlan
    case .notApproved, .unwritableFile: .notStarted
    case .wrongAccount, .protectedToken, .ownToken, .notActive, .tooManyChanges, .tooManyGrants, .tooManyRevocations,
      .missingReason:
      .guard
    case .uncoveredTokens, .reportFinding: .check
    case .noCredential, .badCredential, .badEndpoint, .ownTokenUnknown, .unknownSelection, .nothingSelected,
      .unreadableFile, .notARegularFile, .linkLeadsOutside, .noFiles, .noTokens, .invalidEncoding, .yamlSyntax,
      .tooLarge, .tooDeep, .unknownAlias, .cyclicAlias, .unsupportedTag, .invalidMerge, .duplicateKey, .unknownKey,
      .readOnlyKey, .secretInFile, .missingKey, .wrongType, .malformedID, .emptyValue, .nullValue, .duplicateToken,
      .duplicateModule, .duplicateBuyer, .duplicateExtension, .malformedName, .duplicateDefinition,
      .unknownSet, .unknownGroup, .conflictingFilters, .malformedDate, .listEnds, .platformLimit, .tokenMissing,
      .extensionsAmbiguous,
      .unknownModule, .ambiguousModule, .moduleNotGrantable, .mandatoryModule, .unfilterableModule,
      .unsupportedFilter, .wouldEmptyModules, .accountAmbiguous, .notImportable, .notAdopted, .outputIsInput,
      .fileExists,
      .unknownDiagnostic, .unusableReport:
      .finding
    }
  }
}
