import Planning
import TestSupport
import Testing
import TokenModel

@Suite("Fingerprints")
struct FingerprintTests {
  private func plan(
    endpoint: String = "https://example.test", account: AccountID = "ACC-0000-0001", before: VerbatimText? = nil,
    after: VerbatimText? = "Reads", buyers: [BuyerID] = ["BUY-0000-0001"], unchanged: Int = 3,
    position: SourcePosition = 4, moduleName: VerbatimText? = nil
  ) -> Plan {
    let change = TokenChange(
      id: "TKN-0000-0001", account: Account(id: account), position: position,
      texts: [TextChange(field: .description, before: before, after: after, position: position)],
      modules: ModulesChange(
        before: [HeldModule(id: "MOD-0001", filters: .none)],
        after: [HeldModule(id: "MOD-0001", name: moduleName, filters: ModuleFilters(buyers: buyers))],
        position: position))
    return Plan(endpoint: endpoint, changes: [change], unchanged: unchanged)
  }

  @Test func `the canonical form is the documented one`() {
    #expect(
      String(decoding: plan(after: "é \"\u{8}\u{1F}\u{7F}##\u{2028}").canonicalForm, as: UTF8.self)
        == #"{"endpoint":"https://example.test","tokens":[{"account":"ACC-0000-0001","after":"#
        + #"{"description":"é \"\b\u001f"# + "\u{7F}##\u{2028}"
        + #"","modules":[{"filters":{"group.buyers":["BUY-0000-0001"]},"id":"MOD-0001"}]},"#
        + #""before":{"description":null,"modules":[{"filters":{},"id":"MOD-0001"}]},"id":"TKN-0000-0001"}]}"#)
  }

  @Test func `what a person reads does not count`() {
    let fingerprint = plan().fingerprint
    #expect(fingerprint?.hasPrefix("sha256:") == true)
    #expect(plan(unchanged: 9).fingerprint == fingerprint)
    #expect(plan(position: 99).fingerprint == fingerprint)
    #expect(plan(moduleName: "Billing").fingerprint == fingerprint)
    #expect(plan(before: "").fingerprint == fingerprint)
  }

  @Test func `everything that is written counts`() {
    let fingerprint = plan().fingerprint
    #expect(plan(endpoint: "https://other.test").fingerprint != fingerprint)
    #expect(plan(account: "ACC-0000-0002").fingerprint != fingerprint)
    #expect(plan(before: "x").fingerprint != fingerprint)
    #expect(plan(after: "Reads ").fingerprint != fingerprint)
    #expect(plan(buyers: []).fingerprint != fingerprint)
  }

  @Test func `whether a token is protected counts`() {
    var protected = plan()
    protected.changes[0].isProtected = true
    #expect(protected.fingerprint != plan().fingerprint)
    let form = String(decoding: protected.canonicalForm, as: UTF8.self)
    #expect(form.hasSuffix(#""id":"TKN-0000-0001","protected":true}]}"#))
    var own = plan()
    own.changes[0].isSelf = true
    #expect(own.fingerprint == plan().fingerprint, "each run knows its own token")
  }

  @Test func `a plan that cannot be applied has none`() {
    var incomplete = plan()
    incomplete.isComplete = false
    #expect(incomplete.fingerprint == nil)
    var elsewhere = plan()
    elsewhere.refusals = [Diagnostic(.error, .wrongAccount, "it is of another account")]
    #expect(elsewhere.fingerprint == nil, "nothing lets it through")
  }
}
