import FoundationEssentials
import JSONText
import Testing

@Suite struct JSONTests {
  private func text(_ value: JSON, _ layout: JSON.Layout = .compact) -> String {
    String(decoding: value.encoded(layout), as: UTF8.self)
  }

  @Test func `compact JSON is on one line without spaces`() {
    let value = JSON.object([
      .init("name", "Exporter"), .init("count", .int(-3)), .init("on", .bool(true)), .init("off", .bool(false)),
      .init("nothing", .null), .init("list", [.int(1), "two", []]), .init("empty", .object([])),
    ])
    #expect(
      text(value)
        == #"{"name":"Exporter","count":-3,"on":true,"off":false,"nothing":null,"list":[1,"two",[]],"empty":{}}"#)
  }

  @Test func `indented JSON keeps the order of members and puts empty lists on one line`() {
    let value = JSON.object([.init("b", [.int(1), .int(2)]), .init("a", .object([.init("c", [])]))])
    #expect(
      text(value, .indented) == """
        {
          "b": [
            1,
            2
          ],
          "a": {
            "c": []
          }
        }
        """)
  }

  @Test func `every level is indented, however deep`() {
    let deep = (0..<20).reduce(JSON.int(1)) { value, _ in [value] }
    let lines = deep.encoded(.indented).split(separator: UInt8(ascii: "\n"))
    let indents = lines.map { line in line.prefix { $0 == UInt8(ascii: " ") }.count }
    #expect(indents == (0...20).map { 2 * $0 } + (0..<20).reversed().map { 2 * $0 })
  }

  @Test func `what is written piece by piece is what a value would be`() {
    var writer = JSONWriter(layout: .indented)
    writer.begin(.object)
    writer.name("list")
    writer.begin(.array)
    writer.write("a")
    var text = writer.bytes
    writer.bytes.removeAll()
    writer.write(2)
    writer.begin(.object)
    writer.end(.object)
    writer.end(.array)
    writer.name(of: "ü\"")
    writer.write(String?.none)
    writer.end(.object)
    text += writer.bytes
    let value = JSON.object([.init("list", ["a", .int(2), .object([])]), .init("ü\"", .null)])
    #expect(text == value.encoded(.indented))
  }

  @Test func `a missing string is null`() {
    #expect(text(JSON(String?.none)) == "null")
    #expect(text(JSON("")) == #""""#)
  }

  @Test func `integers reach to the ends of their range`() {
    #expect(text([.int(.min), .int(.max)]) == "[-9223372036854775808,9223372036854775807]")
  }

  /// Named, so that the log of a test run does not hold the raw text.
  struct Hostile: CustomTestStringConvertible {
    let testDescription: String
    let input: String
    let expected: String

    init(_ name: String, _ input: String, _ expected: String) {
      testDescription = name
      self.input = input
      self.expected = expected
    }
  }

  @Test(arguments: [
    Hostile("quotes and backslashes", "say \"hi\" \\ there", #""say \"hi\" \\ there""#),
    Hostile("line ends and tabs", "a\n\r\tb", #""a\n\r\tb""#),
    Hostile("C0 and DEL", "\u{0}\u{1B}[31m\u{7F}", #""\u0000\u001b[31m\u007f""#),
    Hostile("C1", "\u{9B}31m\u{85}", #""\u009b31m\u0085""#),
    Hostile("bidirectional controls", "\u{202E}abc\u{2066}", #""\u202eabc\u2066""#),
    Hostile("invisible format characters", "a\u{200B}b\u{FEFF}", #""a\u200bb\ufeff""#),
    Hostile("other invisible characters", "a\u{3164}b\u{FE01}", #""a\u3164b\ufe01""#),
    Hostile("line and paragraph separators", "\u{2028}\u{2029}", #""\u2028\u2029""#),
    Hostile("tags beyond the basic plane", "\u{E0041}", #""\udb40\udc41""#),
    Hostile("a runner's command", "##[error]", ##""#\u0023[error]""##),
    Hostile("a runner's command after a number sign", "###vso[x]", ##""#\u0023\u0023vso[x]""##),
    Hostile("single number signs", "# # heading", ##""# # heading""##),
  ])
  func `anything that could be read as a command is escaped`(text hostile: Hostile) {
    #expect(text(.string(hostile.input)) == hostile.expected)
  }

  @Test func `letters of any script are unchanged`() {
    let name = "Zürich 東京 Ω 🧾"
    #expect(text(.string(name)).utf8.elementsEqual("\"\(name)\"".utf8))
  }

  @Test func `member names are escaped like texts`() {
    #expect(text(.object([.init("a\"\n", .null)])) == #"{"a\"\n":null}"#)
  }

  @Test(arguments: [JSON.Layout.compact, .indented])
  func `every scalar comes back from a JSON reader as it was`(layout: JSON.Layout) throws {
    var scalars = String.UnicodeScalarView()
    for value in UInt32(0)...0x2FFFF {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    let everything = String(scalars)
    let bytes = JSON.object([.init("text", .string(everything))]).encoded(layout)
    let read = try JSONDecoder().decode([String: String].self, from: Data(bytes))
    #expect(read["text"].map { $0.utf8.elementsEqual(everything.utf8) } == true)
  }

  @Test func `canonically equal texts are not merged`() {
    #expect(JSON.string("e\u{301}").encoded(.compact) == Array("\"e\u{301}\"".utf8))
    #expect(JSON.string("\u{E9}").encoded(.compact) == Array("\"\u{E9}\"".utf8))
  }
}
