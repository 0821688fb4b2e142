package import TokenModel

/// Reads every live token of the accounts that files are about, and compares each with the files as it arrives.
package struct AccountReading: Sendable {
  private let reader: any TokenReader
  private let desired: [DesiredToken]
  private let today: CalendarDate

  /// - Parameters:
  ///   - desired: The tokens that the files name.
  ///   - today: An entry whose last day is earlier has ended, and counts as not listed.
  package init(reader: any TokenReader, desired: [DesiredToken], today: CalendarDate) {
    self.reader = reader
    self.desired = desired
    self.today = today
  }

  /// Reads the tokens of the accounts that the files name. If the files leave the account of a token open, reads all tokens
  /// that the credential sees, and returns those of the accounts of the files' tokens. Without any file, reads all tokens.
  /// Throws any failure of reading tokens, and of modules what ends the run.
  ///
  /// - Parameters:
  ///   - needsNames: Whether the catalogue is needed although no file gives a module by its name.
  ///   - row: Called once for each token, concurrently.
  /// - Returns: The results of `row`, sorted by the id of the token, with what was found out beside them.
  package func read<Row: Sendable>(
    needsNames: Bool, _ row: @escaping @Sendable (LiveToken, TokenDeclaration, AccountModules) -> Row
  ) async throws(CallError) -> AccountTokens<Row> {
    let named = Set(desired.compactMap(\.account?.value))
    let accounts = desired.contains { $0.account == nil } ? [] : named
    let modules = try await catalogue(of: accounts, isNeeded: needsNames || desired.contains { $0.namesModules })
    let indexByID = Dictionary(desired.indices.map { (desired[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    let comparison = DeclarationComparison(catalogue: modules.catalogue, today: today)
    let found = try await reader.allTokens(of: accounts, fields: Set(TokenField.allCases)) { [desired] live in
      let index = indexByID[live.id]
      let (declaration, faults) = index.map { comparison.compare(desired[$0], with: live) } ?? (TokenDeclaration(), [])
      return Found(index: index, account: live.account, faults: faults, row: row(live, declaration, modules))
    }
    return result(found, named: named, modules)
  }

  private struct Found<Row: Sendable>: Sendable {
    let index: Int?
    let account: Account?
    let faults: [Diagnostic]
    let row: Row
  }

  private func result<Row>(
    _ found: [Found<Row>], named: Set<AccountID>, _ modules: AccountModules
  ) -> AccountTokens<Row> {
    let covered = named.union(found.lazy.filter { $0.index != nil }.compactMap(\.account?.id))
    let kept = covered.isEmpty ? found : found.filter { $0.account.map { covered.contains($0.id) } ?? false }
    let read = Set(kept.compactMap(\.index))
    let unread = desired.indices.filter { !read.contains($0) }.map { desired[$0] }
    let accounts = Dictionary(kept.compactMap(\.account).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return AccountTokens(
      rows: kept.map(\.row), accounts: accounts.values.sorted { $0.id < $1.id }, modules: modules,
      diagnostics: modules.faults + kept.flatMap(\.faults) + (unread.isEmpty ? [] : [.notAmongLive(unread)]))
  }

  /// Reads the catalogue, or the default groups of the accounts where the platform refuses it.
  private func catalogue(of accounts: Set<AccountID>, isNeeded: Bool) async throws(CallError) -> AccountModules {
    switch try await ModuleLookup(reader: reader).catalogue(from: await attempt(reader.modules), of: accounts) {
    case .success(let catalogue): AccountModules(catalogue: catalogue)
    case .failure(let failure):
      AccountModules(catalogue: .unread, faults: [.catalogueUnreadable(failure, isNeeded: isNeeded)])
    }
  }
}

/// The live tokens of accounts, as a report keeps them.
package struct AccountTokens<Row: Sendable>: Sendable {
  /// Sorted by the id of the token.
  package let rows: [Row]
  /// The accounts of the tokens, sorted by id.
  package let accounts: [Account]
  /// The modules of the platform.
  package let modules: AccountModules
  /// What the files and the platform disagree about beyond single values, and what could not be read.
  package let diagnostics: [Diagnostic]
}

extension Diagnostic {
  /// - Parameter tokens: At least one.
  fileprivate static func notAmongLive(_ tokens: [DesiredToken]) -> Diagnostic {
    Diagnostic(
      .warning, .tokenMissing,
      "\(counted(tokens.count, "token")) in the files, but not among the live tokens: "
        + tokens.list(upTo: 3, \.id.rawValue),
      help: "remove deleted tokens from the files, and check the accounts that the files name",
      address: tokens.count == 1 ? tokens.first?.id : nil, at: tokens.first?.position)
  }
}
