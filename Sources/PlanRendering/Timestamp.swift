/// A time as the platform writes it (`2026-11-20T08:12:00.000Z`), for a reader: `2026-11-20 08:12 UTC`.
/// Nil for anything that is not such a time in UTC.
func readableTime(_ text: String) -> String? {
  var text = text
  return text.withUTF8 { bytes in
    let shape: StaticString = "dddd-dd-ddTdd:dd:dd"
    guard bytes.count > shape.utf8CodeUnitCount, bytes.count <= 40 else { return nil }
    let fits = shape.withUTF8Buffer { shape in
      shape.indices.allSatisfy { shape[$0] == UInt8(ascii: "d") ? isDigit(bytes[$0]) : shape[$0] == bytes[$0] }
    }
    var rest = bytes[shape.utf8CodeUnitCount...]
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard let first = rest.first, isDigit(first) else { return nil }
      rest = rest.drop(while: isDigit)
    }
    guard fits, rest.elementsEqual("Z".utf8) || rest.elementsEqual("+00:00".utf8) else { return nil }
    let (day, time) = (String(decoding: bytes[..<10], as: UTF8.self), String(decoding: bytes[11..<16], as: UTF8.self))
    return day + " " + time + " UTC"
  }
}

private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
