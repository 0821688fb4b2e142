@testable import JSONText
import Testing

@Suite("Reading JSON")
struct JSONReaderTests {
  private func text(_ json: String) -> String? {
    JSONReader.read(Array(json.utf8)) { (reader) throws(JSONReader.SyntaxError) in try reader.string() }
  }

  private func isJSON(_ bytes: some Sequence<UInt8>) -> Bool {
    JSONReader.read(Array(bytes)) { (reader) throws(JSONReader.SyntaxError) -> Bool? in
      try reader.skip()
      return true
    } ?? false
  }

  @Test(arguments: [
    ("\"\"", ""), ("\"é👩‍👧\"", "é👩‍👧"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u0000""#, "é\0"),
    (#""a\uD83D\uDE00b""#, "a😀b"), (" \t\r\n\"x\" ", "x"), ("\u{FEFF}\"x\"", "x"),
  ])
  func `a string is what its escapes mean`(_ json: String, _ expected: String) {
    #expect(text(json) == expected)
  }

  @Test(arguments: [
    #""\ud83d""#, #""\ude00\ud83d""#, #""\ud83dx""#, #""\ud83d\n""#, #""\x41""#, #""\u12g4""#, #""\u12""#,
    "\"a\nb\"", "\"", "\"\\\"", "7", "null", "[\"x\"]", "\"x\" \"y\"", "",
  ])
  func `what is no string is none`(_ json: String) {
    #expect(text(json) == nil)
  }

  @Test func `bytes that are not UTF 8 are no string`() {
    let read = JSONReader.read([0x22, 0xC3, 0x28, 0x22]) { (reader) throws(JSONReader.SyntaxError) in
      try reader.string()
    }
    #expect(read == nil)
  }

  @Test(
    arguments: [
      ("7", 7), ("-0", 0), ("7.0", 7), ("1e2", 100), ("9223372036854775807", .max), ("9223372036854775808", nil),
      ("7.5", nil), ("\"7\"", nil), ("true", nil), ("07", nil), ("1.", nil), ("-", nil), ("1e", nil), ("+1", nil),
    ] as [(String, Int?)])
  func `a whole number is one however it is written`(_ json: String, _ expected: Int?) {
    let read = JSONReader.read(Array(json.utf8)) { (reader) throws(JSONReader.SyntaxError) in try reader.integer() }
    #expect(read == expected)
  }

  @Test(arguments: ["{}", "[]", "[1,\"a\",{\"b\":[true,false,null]}]", "{\"a\":1,\"a\":2}", "1.5e-3"])
  func `what is JSON is stepped over`(_ json: String) {
    #expect(isJSON(json.utf8))
  }

  @Test(arguments: ["{", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "[1 2]", "tru", "nul", "[]]", "{\"a\":1,}", "\"x"])
  func `what is not JSON is refused`(_ json: String) {
    #expect(!isJSON(json.utf8))
  }

  @Test func `deep nesting is refused rather than followed`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(isJSON(nested(512).utf8))
    #expect(!isJSON(nested(513).utf8))
    #expect(!isJSON(String(repeating: "[", count: 1_000_000).utf8))
  }

  @Test func `one odd value does not invalidate its siblings`() {
    var found: [String] = []
    let isObject = JSONReader.read(Array(#"{"a":{"x":[1]},"b":"B","\u0063":"C","d":[]}"#.utf8)) {
      (reader) throws(JSONReader.SyntaxError) in
      try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
        switch name {
        case "a", "b", "c": found.append(try reader.string() ?? "–")
        default: try reader.skip()
        }
      }
    }
    #expect(isObject == true)
    #expect(found == ["–", "B", "C"])
  }
}
