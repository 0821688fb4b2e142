import Planning
import TokenModel

/// Plans that know of the files as they were before, or of tokens that no file names.
extension SamplePlan {
  /// Each cause, on texts and on modules: what is proposed, what drifted, and both at once.
  package static let baseDriftBesideProposal = SamplePlan(
    "base-drift-beside-proposal",
    .sample([
      .sample(
        texts: [
          .sample(.name, "Billing exporter", "Invoice exporter", .proposed),
          .sample(.description, "Changed by hand.", "Reads invoices nightly.", .drift),
          .sample(.icon, "/v1/icons/by-hand.png", "/v1/icons/new.png", .both),
        ],
        modules: .sample(
          from: [.accessManagement, .accountManagement, .sample("MOD-3333", "Subscriptions", buyers: [1, 2, 3])],
          to: [.accessManagement, .billing, .commerce, .sample("MOD-3333", "Subscriptions", buyers: [1, 4])],
          causes: ["MOD-0001": .proposed, "MOD-6308": .drift, "MOD-9042": .drift, "MOD-3333": .both])),
      .sample(
        "TKN-2222-0001", name: "Catalogue reader",
        modules: .sample(
          from: [.accessManagement, .accountManagement], to: [.accountManagement], causes: ["MOD-1756": .drift])),
      .sample(
        "TKN-2222-0002", name: "Shop",
        modules: .sample(
          from: [.accountManagement], to: [.accountManagement, .commerce], causes: ["MOD-6308": .proposed])),
    ]))

  /// Drift is shown, and is no part of what is written.
  package static let baseProposedOnly = SamplePlan(
    "base-proposed-only",
    .sample(
      [
        .sample(
          texts: [.sample(.name, "Billing exporter", "Invoice exporter", .proposed)],
          modules: .sample(
            from: [.accessManagement, .accountManagement], to: [.accessManagement, .billing, .accountManagement],
            causes: ["MOD-0001": .proposed]))
      ],
      leftOut: [
        .sample(
          texts: [.sample(.description, "Changed by hand.", "Reads invoices nightly.", .drift)],
          modules: .sample(
            from: [.accessManagement, .accountManagement], to: [.accessManagement, .commerce],
            causes: ["MOD-6308": .drift, "MOD-9042": .drift])),
        .sample(
          "TKN-2222-0001", name: "Catalogue reader",
          modules: .sample(
            from: [.accessManagement, .sample("MOD-3333", "Subscriptions")],
            to: [.accessManagement, .sample("MOD-3333", "Subscriptions", buyers: [1, 2])],
            causes: ["MOD-3333": .drift])),
      ],
      unchanged: 210))

  /// Nothing to write, but tokens that are no longer managed.
  package static let baseNoLongerManaged = SamplePlan(
    "base-no-longer-managed",
    .sample(
      [],
      noLongerManaged: [
        NoLongerManagedToken(
          id: TokenID("TKN-1671-0642"), keys: [.field(.text(.description)), .filters(of: "MOD-3333"), .protected],
          position: .inFile(line: 4)),
        NoLongerManagedToken(id: TokenID("TKN-2222-0001"), position: .inFile(line: 19)),
        NoLongerManagedToken(
          id: TokenID("TKN-2222-0002"), keys: [.field(.modules)],
          position: SourcePosition(file: "tokens/shop.yaml", line: 2, column: 3)),
      ]))

  package static let baseHostile = SamplePlan(
    "base-hostile",
    .sample(
      [
        .sample(
          name: "::error::boo | <b>@all</b>",
          texts: [.sample(.name, "::error::boo | <b>@all</b>", "[x](https://evil.example)\n| a | b |", .both)],
          modules: .sample(
            from: [.sample("MOD-1756", "</td><script>alert(1)</script>")],
            to: [.sample("MOD-6308", "``` ##[error] \u{1B}[2J")],
            causes: ["MOD-1756": .proposed, "MOD-6308": .both]))
      ],
      leftOut: [
        .sample(
          "TKN-2222-0001", name: "@everyone #1 \u{202E}drawkcab\u{202C}",
          texts: [
            .sample(.description, "idt:TKN-1671-0642:one", "::set-env name=x::y\n</details><img src=x>", .drift)
          ])
      ],
      noLongerManaged: [
        NoLongerManagedToken(
          id: TokenID("TKN-2222-0002"), keys: [.filters(of: "MOD-0001\u{1B}[A | <i>")],
          position: SourcePosition(file: "tokens/a b\n::warning::`<u>`.yaml", line: 1, column: 1))
      ],
      unmanaged: [
        UnmanagedToken(id: TokenID("TKN-3333-0001"), name: "idt:TKN-1671-0642:two"),
        UnmanagedToken(id: TokenID("TKN-3333-0002\u{1B}[A"), name: "| @all | <script>\n::error::x\u{202E}"),
      ]))

  package static let coverage = SamplePlan(
    "coverage",
    .sample(
      [.sample(texts: [.sample(.name, "Billing exporter", "Invoice exporter")])],
      unmanaged: (1...14).map { number in
        UnmanagedToken(
          id: TokenID("TKN-3333-00\(number < 10 ? "0" : "")\(number)"),
          name: number == 3 ? nil : VerbatimText("Made by hand \(number)"))
      }))

  /// About a part of what the files name.
  package static let narrowed = SamplePlan(
    "narrowed",
    .sample(
      [.sample(modules: .sample(from: [.accessManagement], to: [.accessManagement, .accountManagement]))],
      narrowing: PlanNarrowing(targets: ["TKN-1671-0642", "TKN-2222-0001"], selected: 2, named: 5), unchanged: 1))

  /// What is selected holds; of the rest nothing is known.
  package static let narrowedNothingToDo = SamplePlan(
    "narrowed-nothing-to-do",
    .sample(
      [],
      narrowing: PlanNarrowing(
        excluded: (1...7).map { TokenID("TKN-2222-000\($0)") }, isProposedOnly: true, selected: 2, named: 9),
      unchanged: 2))
}
