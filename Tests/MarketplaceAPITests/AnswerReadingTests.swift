@testable import MarketplaceAPI
import TestSupport
import Testing
import TokenModel

@Suite("Answers")
struct AnswerReadingTests {
  private func token(_ json: String) -> LiveToken? { TokenAnswer(body: Array(json.utf8))?.token }

  @Test func ofTwoMembersWithOneNameTheFirstCounts() {
    let read = token(#"{"id":"TKN-1","name":"A","name":"B","id":"TKN-2"}"#)
    #expect(read?.id == "TKN-1" && read?.name == "A")
  }

  @Test func whatOnlyInformsMayBeOfAnyShape() {
    let odd = #"{"id":"TKN-1","revision":"7","status":{},"account":[],"audit":1,"lastAccessAt":7,"$meta":"x"}"#
    #expect(token(odd) == LiveToken(id: "TKN-1"))
  }

  @Test(arguments: [
    #"{"id":"TKN-1","name":7}"#, #"{"id":"TKN-1","modules":{}}"#, #"{"id":"TKN-1","modules":[7]}"#,
    #"{"id":"TKN-1","modules":[{"id":"MOD-1","filters":{"group.buyers":[null]}}]}"#,
    #"{"id":"TKN-1","description":"\ud800"}"#, #"{"name":"A"}"#, #"{"id":null}"#, "[]", "7",
  ])
  func whatIsManagedMayNot(_ json: String) {
    #expect(token(json) == nil)
  }

  @Test func aFieldThatIsNamedAsOmittedIsNotLookedAtWhereverThatIsSaid() {
    #expect(token(#"{"id":"TKN-1","name":7,"$meta":{"omitted":["name"]}}"#) == LiveToken(id: "TKN-1"))
  }

  @Test func filtersAreUnknownEmptyOrNotTold() {
    let modules = token(
      #"{"id":"T","modules":[{"id":"A","filters":{"z":1,"b":2}},{"id":"B","filters":null},{"id":"C"},{"id":"D","filters":{}}]}"#
    )?.modules.value
    #expect(modules?.map(\.filters) == [.unsupported(["b", "z"]), .known(.none), .notAnswered, .known(.none)])
  }

  @Test func anElementThatIsNoTokenIsCountedAndLeftOut() {
    let json = #"{"data":[{"id":"TKN-1"},7,{}],"$meta":{"pagination":{"total":3}}}"#
    let page = PageAnswer<TokenAnswer>(body: Array(json.utf8))
    #expect(page?.elements.map(\.token.id) == ["TKN-1"])
    #expect(page?.count == 3)
    #expect(page?.total == 3)
  }
}
