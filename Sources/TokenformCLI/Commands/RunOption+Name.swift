import TokenModel

extension OptionNames {
  /// The options as this command line takes them.
  static let commandLine = OptionNames { "--" + $0.name }
}

extension RunOption {
  /// The name in the tables of options, from which the same name goes into advice.
  var name: String {
    switch self {
    case .target: "target"
    case .exclude: "exclude"
    case .base: "base"
    case .proposedOnly: "proposed-only"
    case .endedOnly: "ended-only"
    case .endingWithin: "ending-within"
    case .coverage: "coverage"
    case .requireCoverage: "require-coverage"
    case .allValues: "all-values"
    case .allowProtected: "allow-protected"
    case .allowSelf: "allow-self"
    case .allowDisabled: "allow-disabled"
    case .maximumChanges: "max-changes"
    case .maximumGrants: "max-grants"
    case .maximumRevocations: "max-revocations"
    case .requireReason: "require-reason"
    case .tokenFile: "token-file"
    case .deadline: "deadline"
    case .failFast: "fail-fast"
    case .approve: "approve"
    case .unmanaged: "unmanaged"
    }
  }
}
