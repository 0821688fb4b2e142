import Testing
import TokenModel

@Suite("Advice")
struct AdviceTests {
  private let names = OptionNames { option in option == .exclude ? "--skip" : "--other" }

  @Test func `options are spelled by the one who prints`() {
    let advice: Advice = "leave it out with \(option: .exclude) \(TokenID("TKN-0000-0001"))"
    #expect(advice.text(names) == "leave it out with --skip TKN-0000-0001")
    #expect(("first; \(advice)" as Advice).text(names) == "first; leave it out with --skip TKN-0000-0001")
  }

  @Test func `text that looks like an option is text`() {
    let id = "--exclude"
    #expect(("name \(id)" as Advice).text(names) == "name --exclude")
    #expect(("name \(id)" as Advice) == Advice("name --exclude"))
  }
}
