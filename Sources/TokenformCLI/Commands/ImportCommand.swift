extension Command {
  static let `import` = Command(
    name: .import, operands: "[ID...]", summary: "Write YAML for live tokens",
    discussion: """
      Planned at once, what is written shows no change: it says the name, the
      description, the icon and every module with its filters. What is empty is
      written as `null`, and so it is managed. The names of accounts and modules and a
      status other than Active stand in comments. A token that was deleted is not
      written.

      Without an ID, all tokens are written that the credential sees. The YAML goes
      to standard output, or where --out says; directories are made if need be. No
      file is replaced without --force: if one is in the way, none is written. What no
      file may hold, such as a text that looks like a secret, is left out with a
      warning. An ID that does not exist is an error after the rest is written.
      """,
    options: [
      [.importOut, .split, .force, .unmanaged, .files], Option.connection, Option.output,
    ].flatMap(\.self),
    examples: [
      ("tokenform import --out tokens/all.yaml", "writes every token into one file"),
      ("tokenform import --split --out tokens", "writes one file for each token"),
      ("tokenform import TKN-1671-0642", "prints the YAML for one token"),
      ("tokenform import --unmanaged", "prints those that no file in `tokens` names"),
    ])
}

extension Option {
  static let importOut = Option(
    "out", value: "PATH", "Write into this file, or with --split into this directory")
  static let split = Option("split", "Write one file for each token, named by its id, into the directory --out")
  static let force = Option("force", "Replace files that are there already")
  static let unmanaged = Option("unmanaged", "Write only tokens that no file names")
  static let files = Option(
    "files", value: "PATH", isRepeatable: true,
    "With --unmanaged: a file or directory that says what is managed (`tokens`); may be given several times")
}
