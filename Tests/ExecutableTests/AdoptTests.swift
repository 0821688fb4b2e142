import TestSupport
import Testing

@Suite("Adopting drift", .serialized)
struct AdoptTests {
  /// What differs from the account: a name, an icon, a filter, a module too many and one too few.
  private static let drifted = """
    # Ours
    account: ACC-1000-0001
    tokens:
      TKN-0000-0002: # exporter
        name: 'Importer' # since May
        icon: null
        modules:
          - id: MOD-0001  # Billing
            filters: {group.buyers: [BUY-1111-1111]}
          - MOD-0003 # Commerce

      TKN-0000-0003:
        modules: [Billing, Commerce]

    """
  private static let adopted = """
    # Ours
    account: ACC-1000-0001
    tokens:
      TKN-0000-0002: # exporter
        name: 'Exporter' # since May
        icon: icons/exporter.png
        modules:
          - id: MOD-0001  # Billing
            filters: {group.buyers: [BUY-2844-0294]}
          - MOD-0002  # Catalog

      TKN-0000-0003:
        modules: [Billing]

    """

  @Test func `the printed diff has only what drifted`() async throws {
    try await Workspace.open(files: ["a.yaml": Self.drifted]) { workspace in
      let run = try await workspace.tokenform("adopt", "--detailed-exitcode")
      #expect(run.code == 2, "\(run)")
      #expect(
        run.output == """
          --- a/tokens/a.yaml
          +++ b/tokens/a.yaml
          @@ -2,12 +2,12 @@
           account: ACC-1000-0001
           tokens:
             TKN-0000-0002: # exporter
          -    name: 'Importer' # since May
          -    icon: null
          +    name: 'Exporter' # since May
          +    icon: icons/exporter.png
               modules:
                 - id: MOD-0001  # Billing
          -        filters: {group.buyers: [BUY-1111-1111]}
          -      - MOD-0003 # Commerce
          +        filters: {group.buyers: [BUY-2844-0294]}
          +      - MOD-0002  # Catalog
           
             TKN-0000-0003:
          -    modules: [Billing, Commerce]
          +    modules: [Billing]

          """)
      #expect(run.errors == "2 tokens to adopt in 1 file.\n")
      #expect(try workspace.directory.read("tokens/a.yaml") == Self.drifted)
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `planning edited files shows no change`() async throws {
    try await Workspace.open(files: ["a.yaml": Self.drifted]) { workspace in
      let run = try await workspace.tokenform("adopt", "--write")
      #expect(run.code == 0 && run.output == "tokens/a.yaml: edited.\n", "\(run)")
      #expect(try workspace.directory.read("tokens/a.yaml") == Self.adopted)
      #expect(try await workspace.tokenform("plan", "--detailed-exitcode").code == 0)
      let again = try await workspace.tokenform("adopt", "--detailed-exitcode")
      #expect(again.code == 0 && again.output.isEmpty)
      #expect(again.errors == "No drift: the platform matches the files.\n")
    }
  }

  @Test func `the name of an edited file is escaped`() async throws {
    let name = "::error::\u{1B}[31m##[x].yaml"
    try await Workspace.open { workspace in
      try workspace.directory.write(Account.renaming(2), to: name)
      let run = try await workspace.tokenform("adopt", "--write", name)
      #expect(run.code == 0 && run.output == "\\u{3A}:error::\\u{1B}[31m#\\u{23}[x].yaml: edited.\n", "\(run)")
    }
  }

  @Test func `only the selected tokens are adopted`() async throws {
    try await Workspace.open(files: ["a.yaml": Self.drifted]) { workspace in
      _ = try await workspace.tokenform("adopt", "--write", "--target", "TKN-0000-0003")
      #expect(
        try workspace.directory.read("tokens/a.yaml")
          == Self.drifted.replacing("[Billing, Commerce]", with: "[Billing]"))
    }
  }

  @Test func `a token that cannot be edited is left alone, with the YAML to paste`() async throws {
    let page = """
      account: ACC-1000-0001
      tokens:
        TKN-0000-0002: {modules: &both [MOD-0001, MOD-0003]}
        TKN-0000-0003: {name: Attic, modules: *both}
        TKN-0000-0009: {name: Lost}

      """
    try await Workspace.open(files: ["a.yaml": page]) { workspace in
      let run = try await workspace.tokenform("adopt", "--write", "--detailed-exitcode")
      #expect(run.code == 2 && run.output.isEmpty, "\(run)")
      #expect(try workspace.directory.read("tokens/a.yaml") == page)
      #expect(run.errors.contains("[token-missing]"))
      #expect(run.errors.contains("TKN-0000-0003 was not edited: the list of modules comes from an alias"))
      #expect(
        run.errors.contains("tokens:\n  TKN-0000-0003:\n    name: Archive\n    modules:\n      - MOD-0001  # Billing\n")
      )
    }
  }

  @Test func `a grant that has ended is no drift, held or not`() async throws {
    let page = Account.file(
      """
      TKN-0000-0002: {modules: [MOD-0001, {id: MOD-0002, until: 2020-01-01}]}
      TKN-0000-0003: {name: Attic, modules: [MOD-0001, {id: MOD-0002, until: 2020-01-01}]}
      """)
    try await Workspace.open(files: ["a.yaml": page]) { workspace in
      let run = try await workspace.tokenform("adopt", "--write")
      #expect(run.code == 0 && run.output == "tokens/a.yaml: edited.\n", "\(run)")
      #expect(try workspace.directory.read("tokens/a.yaml") == page.replacing("Attic", with: "Archive"))
    }
  }

  @Test func `what comes through a set is left alone, and says who shares it`() async throws {
    let page = Account.file(
      """
      TKN-0000-0002: {modules: [MOD-0001, {set: role}]}
      TKN-0000-0003: {modules: [MOD-0001, {set: role}]}
      """)
    let files = ["a.yaml": page, "shared.yaml": "module_sets:\n  role:\n    - MOD-0002\n"]
    try await Workspace.open(files: files) { workspace in
      let run = try await workspace.tokenform("adopt", "--write", "--detailed-exitcode")
      #expect(run.code == 2 && run.output.isEmpty, "\(run)")
      #expect(
        run.errors.contains(
          "TKN-0000-0003 was not edited: MOD-0002 comes from the set role (tokens/shared.yaml:3), which 2 tokens use"),
        "\(run.errors)")
    }
  }

  @Test func `a module that comes through a set as well, or by another name, is not edited`() async throws {
    let page = Account.file("TKN-0000-0003: {modules: [MOD-0001, MOD-0002, {set: role}]}")
    let files = ["a.yaml": page, "shared.yaml": "module_sets:\n  role:\n    - Catalog\n"]
    try await Workspace.open(files: files) { workspace in
      let run = try await workspace.tokenform("adopt", "--write")
      #expect(run.code == 0 && run.output.isEmpty, "\(run)")
      #expect(run.errors.contains("TKN-0000-0003 was not edited: Catalog comes from the set role"), "\(run.errors)")
    }
  }

  @Test func `filters that come through a group are not edited`() async throws {
    let page =
      "buyer_groups: {all: [BUY-1111-1111]}\n"
      + Account.file("TKN-0000-0003: {modules: [{id: MOD-0001, filters: {group.buyers: [all]}}]}")
    try await Workspace.open(files: ["a.yaml": page]) { workspace in
      let run = try await workspace.tokenform("adopt", "--write")
      #expect(run.code == 0 && run.output.isEmpty, "\(run)")
      #expect(
        run.errors.contains("TKN-0000-0003 was not edited: BUY-1111-1111 comes from the group all"), "\(run.errors)")
    }
  }

  @Test func `a faulty file is reported, and no request is sent`() async throws {
    try await Workspace.open(files: ["a.yaml": "tokens: ["]) { workspace in
      let run = try await workspace.tokenform("adopt")
      #expect(run.code == 1 && run.output.isEmpty && run.errors.contains("[yaml-syntax]"))
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }
}
