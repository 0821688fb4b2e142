import Testing

@testable import TokenFiles

@Suite("Keys")
struct KeywordTests {
  /// What is offered as a key must be read as one.
  @Test(arguments: [Level.document, .token, .module, .filters].flatMap(\.keys))
  func everyKeyOfALevelIsKnown(_ key: String) {
    var text = key
    #expect(text.withUTF8 { Keyword($0) } != nil)
    text += "x"
    #expect(text.withUTF8 { Keyword($0) } == nil)
  }
}
