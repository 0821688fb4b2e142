extension Collection<UInt8> {
  /// Whether a path in UTF-8 ends in `.yaml` or `.yml`, in upper or lower case. Only such files of a directory are read.
  package var isNamedAsYAML: Bool {
    let end = suffix(5).map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    return end == Array(".yaml".utf8) || end.suffix(4).elementsEqual(".yml".utf8)
  }

  /// The text, with each byte that is not valid UTF-8 as an escape such as `\xFF`.
  package var escapingInvalidUTF8: String {
    var text = ""
    var rest = self[...]
    while let byte = rest.first {
      let scalar = (1...4).lazy.compactMap { String(validating: rest.prefix($0), as: UTF8.self) }.first
      text += scalar ?? "\\x" + String(byte, radix: 16, uppercase: true)
      rest = rest.dropFirst(scalar?.utf8.count ?? 1)
    }
    return text
  }
}
