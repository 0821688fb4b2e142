extension JSONReader {
  /// A name that occurs twice in one object of the text; nil if there is none, or the text is not JSON. Programs differ in
  /// which of the two values they use.
  package static func repeatedName(in text: [UInt8]) -> String? {
    read(text) { reader throws(SyntaxError) in try reader.repeatedName() }
  }

  private mutating func repeatedName() throws(SyntaxError) -> String? {
    var repeated: String?
    if isAtObject() {
      var names: Set<[UInt8]> = []
      _ = try object { (reader, name) throws(SyntaxError) in
        let text = name.text
        if !names.insert(Array(text.utf8)).inserted { repeated = repeated ?? text }
        let inner = try reader.repeatedName()
        repeated = repeated ?? inner
      }
    } else if isAtArray() {
      _ = try array { reader throws(SyntaxError) in
        let inner = try reader.repeatedName()
        repeated = repeated ?? inner
      }
    } else {
      try skip()
    }
    return repeated
  }
}
