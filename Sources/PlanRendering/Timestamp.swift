/// A time as the platform writes it (`2026-11-20T08:12:00.000Z`), for a reader: `2026-11-20 08:12 UTC`.
/// Nil for anything that is not such a time in UTC.
func readableTime(_ text: String) -> String? {
  let bytes = Array(text.utf8.prefix(40))
  let shape = Array("dddd-dd-ddTdd:dd:dd".utf8)
  guard bytes.count > shape.count, bytes.count == text.utf8.count else { return nil }
  let isDigit: (UInt8) -> Bool = { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  let fits = zip(shape, bytes).allSatisfy { $0 == UInt8(ascii: "d") ? isDigit($1) : $0 == $1 }
  var rest = bytes[shape.count...]
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    guard let first = rest.first, isDigit(first) else { return nil }
    rest = rest.drop(while: isDigit)
  }
  guard fits, rest.elementsEqual("Z".utf8) || rest.elementsEqual("+00:00".utf8) else { return nil }
  return String(decoding: bytes[..<10], as: UTF8.self) + " " + String(decoding: bytes[11..<16], as: UTF8.self) + " UTC"
}
