extension Command {
  static let all = CommandName.allCases.map(named)

  static func named(_ name: CommandName) -> Command {
    switch name {
    case .validate: validate
    case .plan: plan
    case .apply: apply
    case .show: show
    case .import: `import`
    case .schema: schema
    case .completions: completions
    }
  }

  static let paths: String = """
    PATH is a YAML file, or a directory that is walked for *.yaml and *.yml.
    Without a PATH, the directory `tokens` is read.
    """
}
