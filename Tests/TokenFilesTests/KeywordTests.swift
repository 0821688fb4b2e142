import Testing
import TokenModel

@testable import TokenFiles

@Suite("Keys that are known by their text")
struct KeywordTests {
  @Test(arguments: [Level.document, .token, .module, .filters])
  func `every key that a mapping may have is a keyword`(_ level: Level) {
    for key in level.keys {
      let keyword = Array(key.utf8).withUnsafeBufferPointer { Keyword($0) }
      #expect(keyword != nil, "\(key) is read as an unknown key")
      #expect(Array((key + "x").utf8).withUnsafeBufferPointer { Keyword($0) } == nil)
    }
  }

  @Test func `a text is its own keyword and no other`() {
    for field in TextField.allCases {
      #expect(Array(field.rawValue.utf8).withUnsafeBufferPointer { Keyword($0) } == .text(field))
    }
    for text in ["nama", "icos", "descriptiom", "", "name "] {
      #expect(Array(text.utf8).withUnsafeBufferPointer { Keyword($0) } == nil)
    }
  }
}
