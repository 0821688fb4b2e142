import Testing
import TokenModel

@testable import TokenFiles

@Suite("Keys that are known by their text")
struct KnownKeyTests {
  @Test(arguments: [ConfigurationLevel.document, .token, .module, .setUse, .moduleOfSet, .filters])
  func `every key that a mapping may have is a knownKey`(_ level: ConfigurationLevel) {
    for key in level.keys {
      let knownKey = Array(key.utf8).withUnsafeBufferPointer { KnownKey($0) }
      #expect(knownKey != nil, "\(key) is read as an unknown key")
      #expect(Array((key + "x").utf8).withUnsafeBufferPointer { KnownKey($0) } == nil)
    }
  }

  @Test func `a text is its own knownKey and no other`() {
    for field in TextField.allCases {
      #expect(Array(field.rawValue.utf8).withUnsafeBufferPointer { KnownKey($0) } == .text(field))
    }
    for text in ["until ", "reasom", "sat", "module-sets", "buyer_group", "nama", "icos", "descriptiom", "", "name "] {
      #expect(Array(text.utf8).withUnsafeBufferPointer { KnownKey($0) } == nil)
    }
  }
}
