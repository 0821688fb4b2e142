@testable import MarketplaceAPI
import TestSupport
import Testing
import TokenModel

@Suite("Answers")
struct AnswerReadingTests {
  private func token(_ json: String) -> LiveToken? { TokenResponse(body: Array(json.utf8))?.token }

  @Test func `of two members with one name the first counts`() {
    let read = token(#"{"id":"TKN-1","name":"A","name":"B","id":"TKN-2"}"#)
    #expect(read?.id == "TKN-1" && read?.name == "A")
  }

  @Test func `what only informs may be of any shape`() {
    let odd = #"{"id":"TKN-1","revision":"7","status":{},"account":[],"audit":1,"lastAccessAt":7,"$meta":"x"}"#
    #expect(token(odd) == LiveToken(id: "TKN-1"))
  }

  @Test(arguments: [
    #"{"id":"TKN-1","name":7}"#, #"{"id":"TKN-1","modules":{}}"#, #"{"id":"TKN-1","modules":[7]}"#,
    #"{"id":"TKN-1","modules":[{"id":"MOD-1","filters":{"group.buyers":[null]}}]}"#,
    #"{"id":"TKN-1","description":"\ud800"}"#, #"{"name":"A"}"#, #"{"id":null}"#, "[]", "7",
  ])
  func `what is managed may not`(_ json: String) {
    #expect(token(json) == nil)
  }

  @Test func `the names of omitted members may have any shape in any place`() {
    #expect(token(#"{"id":"TKN-1","name":7,"$meta":{"omitted":["name"]}}"#) == LiveToken(id: "TKN-1"))
  }

  @Test func `a module with several entries, or with an empty list of buyers, has filters that cannot be sent back`() {
    func modules(_ json: String) -> [LiveModule]? { token(#"{"id":"T","modules":[\#(json)]}"#)?.modules.value }
    let (one, two) = (
      #"{"id":"A","filters":{"group.buyers":["B1"]}}"#, #"{"id":"A","filters":{"group.buyers":["B2"]}}"#
    )
    #expect(modules("\(one),\(two)")?.map(\.filters) == [.unsupported(["several entries"])])
    #expect(modules("\(one),\(one)")?.map(\.filters) == [.known(ModuleFilters(buyers: ["B1"]))])
    let many = (0..<40).map { #"{"id":"M\#($0)"}"# }.joined(separator: ",")
    #expect(modules("\(one),\(many),\(two)")?.map(\.filters).first == .unsupported(["several entries"]))
    #expect(
      modules(#"{"id":"A","filters":{"group.buyers":[]}}"#)?.map(\.filters)
        == [.unsupported(["an empty group.buyers"])])
  }

  @Test func `filters are unsupported none or left open`() {
    let modules = token(
      #"{"id":"T","modules":[{"id":"A","filters":{"z":1,"b":2}},{"id":"B","filters":null},{"id":"C"},{"id":"D","filters":{}},{"id":"E","$meta":{"omitted":["filters"]}}]}"#
    )?.modules.value
    #expect(
      modules?.map(\.filters) == [.unsupported(["b", "z"]), .known(.none), .known(.none), .known(.none), .notAnswered])
  }

  @Test func `filters that a token or its list names as omitted are left open, but those that came`() {
    let modules = #""modules":[{"id":"A"},{"id":"B","filters":{"group.buyers":["BUY-1"]}}]"#
    let omitted = #""$meta":{"omitted":["modules.filters"]}"#
    let expected: [LiveModule.Filters] = [.notAnswered, .known(ModuleFilters(buyers: ["BUY-1"]))]
    #expect(token(#"{"id":"T",\#(modules),\#(omitted)}"#)?.modules.value?.map(\.filters) == expected)
    let page = PageResponse<TokenResponse>(body: Array(#"{"data":[{"id":"T",\#(modules)}],\#(omitted)}"#.utf8))
    #expect(page?.tokens.first?.modules.value?.map(\.filters) == expected)
  }

  @Test func `an absent nullable member is null, unless the token or its list names it as omitted`() {
    let members = #""id":"TKN-1","name":"A","status":"Active","account":{"id":"ACC-1"}"#
    let null = LiveToken(
      id: "TKN-1", texts: .known(name: "A"), extensions: .known(.absent), account: Account(id: "ACC-1"),
      status: .active,
      lastAccessAt: .known(nil))
    var open = LiveToken(id: "TKN-1", account: Account(id: "ACC-1"), status: .active)
    open.texts[.name] = .known("A")
    let omitted = #""$meta":{"omitted":["audit","description","icon","extensions","lastAccessAt"]}"#
    #expect(token("{\(members)}") == null)
    #expect(token(#"{\#(members),"$meta":{"omitted":["audit"]}}"#) == null)
    #expect(token("{\(members),\(omitted)}") == open)
    let page = PageResponse<TokenResponse>(body: Array("{\(omitted),\"data\":[{\(members)}]}".utf8))
    #expect(page?.tokens == [open])
  }

  @Test func `a member that came counts, whatever is named as omitted`() {
    let json =
      #"{"id":"TKN-1","name":"A","description":"B","lastAccessAt":"2026-05-01T00:00:00Z","extensions":[],"#
      + #""$meta":{"omitted":["name","description","lastAccessAt","extensions"]}}"#
    #expect(token(json)?.texts[.description] == .known("B"))
    #expect(token(json)?.name == "A")
    #expect(token(json)?.lastAccessAt == .known("2026-05-01T00:00:00Z"))
    #expect(token(json)?.extensions == .known(.listed(.none)))
  }

  @Test func `what an answer without name, status and account leaves out is not known`() {
    #expect(token(#"{"id":"TKN-1","revision":10}"#) == LiveToken(id: "TKN-1", revision: 10))
  }

  @Test func `extensions are all, none, or those that are listed`() {
    #expect(token(#"{"id":"T","extensions":null,"name":"A"}"#)?.extensions == .known(.listed(.all)))
    #expect(token(#"{"id":"T","name":"A"}"#)?.extensions == .known(.absent))
    let listed = #"{"id":"T","extensions":[{"id":"EXT-6587-4477","name":"B"},{"id":"EXT-1111-1111"}]}"#
    #expect(token(listed)?.extensions == .known(.listed(.only(["EXT-1111-1111", "EXT-6587-4477"]))))
    #expect(token(#"{"id":"T","extensions":"all"}"#)?.extensions == .omitted)
  }

  @Test func `modules that a token by id neither has nor omits are none`() {
    let answer = { (json: String) in TokenResponse(body: Array(json.utf8)) }
    #expect(answer(#"{"id":"T","name":"A"}"#)?.token.modules == .omitted)
    #expect(answer(#"{"id":"T","name":"A"}"#)?.complete.modules == .known([]))
    #expect(answer(#"{"id":"T","name":"A","$meta":{"omitted":["modules"]}}"#)?.complete.modules == .omitted)
    #expect(answer(#"{"id":"T","revision":7}"#)?.complete.modules == .omitted, "it only refers to a token")
    let open = #"{"id":"T","modules":[{"id":"A"}],"$meta":{"omitted":["modules.filters"]}}"#
    #expect(answer(open)?.complete.modules.value?.map(\.filters) == [.unreadable])
  }

  @Test func `an element that is no token is counted and left out`() {
    let json = #"{"data":[{"id":"TKN-1"},7,{}],"$meta":{"pagination":{"total":3}}}"#
    let page = PageResponse<TokenResponse>(body: Array(json.utf8))
    #expect(page?.elements.map(\.token.id) == ["TKN-1"])
    #expect(page?.count == 3)
    #expect(page?.total == 3)
  }
}
