package import Planning
import TokenModel

/// A plan that every output format is tried on.
package struct SamplePlan: Sendable {
  package let name: String
  package let plan: Plan

  init(_ name: String, _ plan: Plan) {
    self.name = name
    self.plan = plan
  }
}

/// A plan and its report.
package struct SampleReport: Sendable {
  package let name: String
  package let plan: Plan
  package let report: ApplyReport

  init(_ name: String, _ plan: Plan, _ report: ApplyReport) {
    self.name = name
    self.plan = plan
    self.report = report
  }
}

extension SamplePlan {
  package static let all =
    [
      grant, revocation, grantAndRevocation, filters, texts, longDescription, longLine, longLists, hostile,
      wideCharacters, lookalikes, nothingToDo, everythingMissing, refused, incomplete, severalTokens,
      baseDriftBesideProposal, baseProposedOnly, baseNoLongerManaged, baseHostile, coverage,
      narrowed, narrowedNothingToDo, sameChange,
      extensions, baseExtensions, hostileExtensions, sameExtensions,
    ] + roles

  package static let grant = SamplePlan(
    "grant",
    .sample([.sample(modules: .sample(from: [.accessManagement], to: [.accessManagement, .accountManagement]))]))

  package static let revocation = SamplePlan(
    "revocation",
    .sample([
      .sample(
        modules: .sample(from: [.accessManagement, .accountManagement, .commerce], to: [.accessManagement, .commerce]))
    ])
  )

  /// By position it would look like three modules that became others.
  package static let grantAndRevocation = SamplePlan(
    "grant-and-revocation",
    .sample([
      .sample(
        texts: [.sample(.description, nil, "Reads invoices nightly.")],
        modules: .sample(
          from: [.accessManagement, .commerce, .accountManagement], to: [.billing, .accessManagement, .commerce]))
    ]))

  package static let filters = SamplePlan(
    "filters",
    .sample([
      .sample(
        modules: .sample(
          from: [
            .sample("MOD-1001", "Loosened", buyers: [1]), .sample("MOD-1002", "Tightened", buyers: [1, 2, 3]),
            .sample("MOD-1003", "Loosened and tightened", buyers: [1, 2, 3]),
            .sample("MOD-1004", "Filter dropped", buyers: [1, 2]), .sample("MOD-1005", "Filter introduced"),
            .sample("MOD-1008", "Revoked", buyers: [1, 2]),
          ],
          to: [
            .sample("MOD-1001", "Loosened", buyers: [1, 2]), .sample("MOD-1002", "Tightened", buyers: [1]),
            .sample("MOD-1003", "Loosened and tightened", buyers: [2, 3, 4, 5]),
            .sample("MOD-1004", "Filter dropped"), .sample("MOD-1005", "Filter introduced", buyers: [4]),
            .sample("MOD-1006", "Granted for two", buyers: [1, 2]),
            .sample("MOD-1007", "Granted for seven", buyers: Array(1...7)),
            .sample("MOD-1009-0001"),
          ]))
    ]))

  package static let texts = SamplePlan(
    "texts",
    .sample([
      .sample(texts: [.sample(.name, "Billing exporter", "Invoice exporter")]),
      .sample(
        "TKN-2222-0001", name: "Old reader",
        texts: [
          .sample(.description, "Reads the catalogue for the old shop.", nil),
          .sample(.icon, "", "/v1/icons/reader.png"),
        ]),
      .sample(
        "TKN-2222-0002", name: "Shop",
        texts: [
          .sample(
            .description, "Reads the catalogue of the old shop and the prices of last year.",
            "Reads the catalogue of the new shop and the prices of this year.")
        ]),
    ]))

  package static let longDescription = SamplePlan(
    "long-description",
    .sample([
      .sample(texts: [
        .sample(
          .description,
          (1...40).map { "Line \($0) says what the exporter does.\n" }.joined(),
          (1...40).map {
            switch $0 {
            case 20: "Line 20 says what the exporter does on Sundays.\nAnd this line is new.\n"
            case 33: ""
            default: "Line \($0) says what the exporter does.\n"
            }
          }.joined())
      ]),
      .sample(
        "TKN-2222-0001", name: "Fresh",
        texts: [.sample(.description, nil, "First line.\n\nThird line, with a space at its end. \n")]),
      .sample(
        "TKN-2222-0002", name: "Unended", texts: [.sample(.description, "One.\nTwo.\nThree.\n", "One.\nTwo.\nThree.")]),
    ]))

  package static let longLine = SamplePlan(
    "long-line",
    .sample([
      .sample(texts: [
        .sample(
          .description,
          String(repeating: "The exporter reads what it may. ", count: 20) + "It writes to the warehouse. "
            + String(repeating: "It tells nobody. ", count: 30),
          String(repeating: "The exporter reads what it may. ", count: 20) + "It writes to the lake. "
            + String(repeating: "It tells nobody. ", count: 30))
      ]),
      .sample(
        "TKN-2222-0001", name: VerbatimText(String(repeating: "A very long name ", count: 10)),
        texts: [.sample(.description, nil, VerbatimText(String(repeating: "All of this is new. ", count: 40)))]),
    ]))

  package static let longLists = SamplePlan(
    "long-lists",
    .sample([
      .sample(
        modules: .sample(
          from: (1...30).map { .sample("MOD-20\($0 < 10 ? "0" : "")\($0)", VerbatimText("Module \($0)")) }
            + [
              .sample(
                "MOD-3001", "Subscriptions, orders and agreements", buyers: Array(1...400)),
              .sample("MOD-3002", "Reports", buyers: Array(1...300)),
            ],
          to: (1...30).map { .sample("MOD-20\($0 < 10 ? "0" : "")\($0)", VerbatimText("Module \($0)")) }
            + [
              .sample(
                "MOD-3001", "Subscriptions, orders and agreements", buyers: Array(101...600)),
              .sample("MOD-3002", "Reports"),
              .sample("MOD-3003", "Statements", buyers: Array(1...250)),
              .sample("MOD-3004", "A module with a name that is far too long to stand in a row of a table"),
            ]))
    ]))

  package static let hostile = SamplePlan(
    "hostile",
    .sample(
      [
        .sample(
          name: "\u{1B}[2J\u{1B}[31mred\nPlan: 0 to update",
          texts: [
            .sample(.name, "\u{1B}[2J\u{1B}[31mred\nPlan: 0 to update", "\u{202E}drawkcab\u{202C}"),
            .sample(
              .description, "::error::boo\n  ::set-env name=x::y\nkept\n##[error]bad\n##vso[task.setvariable]x",
              "::error::boo\n  ::set-env name=x::z\nkept\n##teamcity[x]\n    + grant   MOD-0000  \"All\"  unfiltered\r\n"
            ),
            .sample(.icon, "a\u{200B}b\u{FEFF}", #"" → "quotes" and \ backslashes \u{1B}"#),
          ],
          modules: .sample(
            from: [.sample("MOD-1756", "idt:TKN-1671-0642:s3cr3t")],
            to: [
              .sample("MOD-6308", "Catalog\"  unfiltered\n      0 kept"),
              .sample("MOD-0001\u{1B}[A", "\u{9B}31m\u{7F}\u{0}\t"),
            ]),
          lastChange: LastChange(at: "::error::now", byID: "USR\n1", byName: "Mallory\u{2028}##[group]"),
          file: "tokens/a b\n::warning::.yaml"),
        .sample(
          "TKN-2222-0001", name: "Secrets",
          texts: [
            .sample(.name, "idt:TKN-1671-0642:one", "idt:TKN-1671-0642:two"),
            .sample(.description, "Uses idt:TKN-1671-0642:one here", "Uses \"idt:TKN-1671-0642:two\" there"),
          ]),
      ],
      accounts: [Account(id: AccountID("ACC-5563-4382"), name: "Intelli\u{202E} ##[debug]")],
      refusals: [
        Diagnostic(
          .error, .ownToken, "::stop-commands::x\u{1B}[8m is the token that calls", help: "##vso[x]\npass it",
          address: TokenID("TKN-1671-0642"), at: SourcePosition(file: "tokens/a.yaml", line: 1, column: 1))
      ]))

  package static let wideCharacters = SamplePlan(
    "wide-characters",
    .sample([
      .sample(
        name: "請求書エクスポーター",
        texts: [
          .sample(.name, "請求書エクスポーター", "請求書の書き出し 🧾"),
          .sample(
            .description, "毎晩、請求書を読み込み、倉庫に書き込みます。古い請求書は読みません。誰にも知らせません。",
            "毎晩、請求書を読み込み、倉庫に書き込みます。古い請求書も読みます。誰にも知らせません。"),
        ],
        modules: .sample(
          from: [.sample("MOD-1001", "管理"), .sample("MOD-1002", "Zu\u{308}rich")],
          to: [.sample("MOD-1003", "カタログ"), .sample("MOD-1004", "Orders 🧾"), .sample("MOD-1005", "ASCII")]),
        lastChange: LastChange(at: "2026-11-20T08:12:00Z", byID: "USR-1234-5678", byName: "Zoë 山田"))
    ]))

  package static let lookalikes = SamplePlan(
    "lookalikes",
    .sample([
      .sample(
        name: "Caf\u{E9}",
        texts: [
          .sample(.name, "Caf\u{E9}", "Cafe\u{301}"),
          .sample(.description, "Reads invoices.", "Reads invoices.\n"),
          .sample(.icon, "/v1/icons/a.png", "/v1/icons/\u{200B}a.png"),
        ]),
      .sample(
        "TKN-2222-0001", name: "Spaces", texts: [.sample(.description, "One.\nTwo.\n", "One. \nTwo.\n")]),
    ]))

  package static let nothingToDo = SamplePlan("nothing-to-do", .sample([], unchanged: 212))

  package static let everythingMissing = SamplePlan(
    "everything-missing",
    .sample(
      [], accounts: [], unchanged: 0, missing: [TokenID("TKN-1671-0642"), TokenID("TKN-2222-0001")],
      diagnostics: ["TKN-1671-0642", "TKN-2222-0001"].map { id in
        Diagnostic(
          .error, .tokenMissing, "the platform has no token \(id)",
          help: "take it out of the file, or pass --exclude \(id)",
          address: TokenID(id), at: SourcePosition(file: "tokens/billing.yaml", line: 4, column: 3))
      }))

  package static let refused = SamplePlan(
    "refused",
    .sample(
      [
        .sample(
          texts: [.sample(.name, "Billing exporter", "Invoice exporter")], status: .disabled, isProtected: true,
          isSelf: true)
      ],
      refusals: [
        Diagnostic(
          .error, .protectedToken, "TKN-1671-0642 is protected", help: "pass --allow-protected to let it change",
          address: TokenID("TKN-1671-0642"), at: SourcePosition(file: "tokens/billing.yaml", line: 12, column: 5)),
        Diagnostic(
          .error, .ownToken, "TKN-1671-0642 is the token that tokenform calls with",
          help: "pass --allow-self to let it change", address: TokenID("TKN-1671-0642"),
          at: SourcePosition(file: "tokens/billing.yaml", line: 4, column: 3)),
        Diagnostic(
          .error, .tooManyChanges, "1 update is more than --max-changes 0 allows", help: "raise --max-changes"),
      ]))

  package static let incomplete = SamplePlan(
    "incomplete",
    .sample(
      [.sample(modules: .sample(from: [.accessManagement], to: [.accessManagement, .accountManagement]))], unchanged: 3,
      missing: [TokenID("TKN-2222-0001")],
      diagnostics: [
        Diagnostic(
          .error, .tokenUnreadable, "TKN-4134-7330 could not be read: the platform returned 503",
          address: TokenID("TKN-4134-7330"),
          at: SourcePosition(file: "tokens/shop.yaml", line: 9, column: 3)),
        Diagnostic(
          .error, .tokenMissing, "the platform has no token TKN-2222-0001", address: TokenID("TKN-2222-0001"),
          at: SourcePosition(file: "tokens/shop.yaml", line: 14, column: 3)),
        Diagnostic(.warning, .ownTokenUnknown, "the credential does not say which token it is"),
      ], isComplete: false))

  package static let severalTokens = SamplePlan(
    "several-tokens",
    .sample(
      [
        .sample(
          modules: .sample(
            from: [.accessManagement, .commerce, .sample("MOD-3333", "Subscriptions", buyers: [1, 2])],
            to: [.billing, .commerce, .sample("MOD-3333", "Subscriptions", buyers: [2, 3])])),
        .sample(
          "TKN-2222-0001", name: "Catalogue reader",
          account: Account(id: AccountID("ACC-7777-0001"), name: "Other Ltd"),
          modules: .sample(from: [.accessManagement, .accountManagement], to: [.accountManagement]), isProtected: true),
        .sample(
          "TKN-2222-0002", name: nil, texts: [.sample(.name, "Shop", "Shop front")],
          modules: .sample(from: [.accountManagement], to: [.accountManagement, .commerce]), lastChange: nil),
        .sample("TKN-2222-0003", name: "Icons", texts: [.sample(.icon, "/v1/icons/a.png", nil)]),
      ],
      accounts: [
        Account(id: AccountID("ACC-5563-4382"), name: "Intelli Industries"),
        Account(id: AccountID("ACC-7777-0001"), name: "Other Ltd"),
      ]))

  /// Three tokens with the same change, of which one keeps more, and one with another.
  package static let sameChange = SamplePlan(
    "same-change",
    .sample([
      .sample(modules: .sample(from: [.accessManagement, .accountManagement], to: [.accessManagement, .billing])),
      .sample(
        "TKN-2222-0001", name: "Catalogue reader", modules: .sample(from: [.accessManagement], to: [.commerce])),
      .sample(
        "TKN-2222-0002", name: "Shop",
        modules: .sample(
          from: [.accessManagement, .accountManagement, .commerce], to: [.accessManagement, .billing, .commerce]),
        isProtected: true),
      .sample(
        "TKN-2222-0003", name: "Partner portal",
        modules: .sample(from: [.accessManagement, .accountManagement], to: [.accessManagement, .billing]),
        lastChange: nil),
    ]))
}
