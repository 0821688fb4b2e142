import Testing

@testable import MarketplaceSandbox

@Suite("Sample accounts")
struct SampleDataTests {
  @Test func `an account of 300 tokens and 60 modules looks like one that people use`() {
    let state = SampleData.state(.sized(tokens: 300, modules: 60))
    #expect(state.modules.count == 60 && Set(state.modules.map(\.name)).count == 60)
    #expect(Set(state.modules.map(\.id)).count == 60)
    #expect(state.modules.first { $0.id == "MOD-1756" }?.name == "Access Management")
    #expect(state.modules.first { $0.id == "MOD-9042" }?.name == "Account management")
    let tokens = state.tokens
    #expect(tokens.contains { $0.lastAccessAt == nil } && tokens.contains { $0.status == .disabled })
    #expect(tokens.contains { $0.modules.isEmpty } && tokens.contains { $0.description == nil })
    #expect(tokens.contains { $0.extensions == .array([]) } && tokens.contains { $0.extensions == .null })
    #expect(Set(tokens.flatMap { $0.modules.map(\.module.id) }).count > 40, "most modules are held")
    #expect(Set(tokens.compactMap(\.description)).count > 30)
    #expect(tokens.contains { $0.modules.contains { ($0.filters?["group.buyers"]?.array?.count ?? 0) > 2 } })
  }

  @Test(arguments: [1, 2, 12, 1000]) func `a catalogue has the requested number of distinct modules`(count: Int) {
    let state = SampleData.state(.sized(tokens: 50, modules: count))
    #expect(state.modules.count == count)
    #expect(Set(state.modules.map(\.id)).count == count && Set(state.modules.map(\.name)).count == count)
  }

  @Test(arguments: AccountType.allCases)
  func `each token can be written back unchanged`(accountType: AccountType) throws {
    var options = try SandboxOptions(arguments: ["--tokens", "300", "--modules", "60"])
    options.sample.accountType = accountType
    var marketplace = Marketplace(state: try MarketplaceState(options), options: options)
    for token in marketplace.state.tokens where !token.modules.isEmpty {
      let whole = marketplace.get("\(tokensPath)/\(token.id)")
      #expect(marketplace.put(token.id, whole.text).status == 200, "\(token.id) \(token.name)")
    }
  }

  @Test func `the default group of the account is not on the first page, and has what tokens hold`() throws {
    let state = SampleData.state(.sized(tokens: 300, modules: 60))
    #expect(state.groups.last?.isDefault == true && state.groups.count { $0.isDefault } == 1)
    let held = Set(state.tokens.flatMap { $0.modules.map(\.module.id) })
    #expect(held.isSubset(of: state.groups.last?.modules.map(\.id) ?? []))
  }
}

extension SandboxOptions.Sample {
  fileprivate static func sized(tokens: Int, modules: Int) -> Self {
    var sample = Self(tokens: tokens)
    sample.modules = modules
    return sample
  }
}
