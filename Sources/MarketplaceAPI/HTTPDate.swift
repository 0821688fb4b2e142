/// Dates as HTTP writes them, in any of the three forms that RFC 9110, 5.6.7 has a recipient take.
enum HTTPDate {
  /// The date in seconds since 1970, UTC; nil for what is no HTTP date. The name of the weekday must be one, but is not
  /// held against the date.
  ///
  /// - Parameter now: What a year of two digits is near to, in seconds since 1970.
  static func seconds(of text: String, now: Int64) -> Int64? {
    var reader = Reader(rest: text.utf8[...])
    guard let fields = reader.readDate(now: now), reader.rest.isEmpty else { return nil }
    return fields.seconds
  }

  fileprivate static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  fileprivate static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}

private struct Fields {
  var year: Int64
  /// From 1.
  var month: Int64
  var day: Int64
  var secondOfDay: Int64

  /// Nil for a day that the month does not have.
  var seconds: Int64? {
    let isLeapYear = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
    let lengths: [Int64] = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard 1...lengths[Int(month) - 1] ~= day else { return nil }
    let years = 365 * (year - 1970) + Self.leapDays(before: year) - Self.leapDays(before: 1970)
    return (years + lengths[..<(Int(month) - 1)].reduce(0, +) + day - 1) * 86_400 + secondOfDay
  }

  /// How many 29ths of February there are from the year 1 to the end of the year before.
  private static func leapDays(before year: Int64) -> Int64 {
    let last = year - 1
    return last / 4 - last / 100 + last / 400
  }
}

/// Takes one part of a date after the other off the front of a text.
private struct Reader {
  var rest: Substring.UTF8View

  mutating func readDate(now: Int64) -> Fields? {
    if readName(of: HTTPDate.weekdays) != nil { return readRFC850(now: now) }
    guard readName(of: HTTPDate.weekdays.map { String($0.prefix(3)) }) != nil else { return nil }
    return skip(", ") ? readFixed() : readAsctime()
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, behind the weekday.
  private mutating func readFixed() -> Fields? {
    guard let day = readNumber(digits: 2), skip(" "), let month = readMonth(), skip(" "),
      let year = readNumber(digits: 4), skip(" "), let time = readTime(), skip(" GMT")
    else { return nil }
    return Fields(year: year, month: month, day: day, secondOfDay: time)
  }

  /// `Sunday, 06-Nov-94 08:49:37 GMT`, behind the weekday.
  private mutating func readRFC850(now: Int64) -> Fields? {
    guard skip(", "), let day = readNumber(digits: 2), skip("-"), let month = readMonth(), skip("-"),
      let year = readNumber(digits: 2), skip(" "), let time = readTime(), skip(" GMT")
    else { return nil }
    return Fields(year: Self.fullYear(year, now: now), month: month, day: day, secondOfDay: time)
  }

  /// `Sun Nov  6 08:49:37 1994`, behind the weekday.
  private mutating func readAsctime() -> Fields? {
    guard skip(" "), let month = readMonth(), skip(" "),
      let day = skip(" ") ? readNumber(digits: 1) : readNumber(digits: 2),
      skip(" "), let time = readTime(), skip(" "), let year = readNumber(digits: 4)
    else { return nil }
    return Fields(year: year, month: month, day: day, secondOfDay: time)
  }

  /// `08:49:37` as a second of the day; the 60th second of a minute is a leap second.
  private mutating func readTime() -> Int64? {
    guard let hour = readNumber(digits: 2), hour < 24, skip(":"), let minute = readNumber(digits: 2), minute < 60,
      skip(":"), let second = readNumber(digits: 2), second <= 60
    else { return nil }
    return hour * 3_600 + minute * 60 + second
  }

  /// The last year with these two digits that is not more than 50 years ahead.
  private static func fullYear(_ digits: Int64, now: Int64) -> Int64 {
    let secondsOfMeanYear: Int64 = 31_556_952
    let latest = min(max(1970 + now / secondsOfMeanYear, 0), 9_999) + 50
    return latest - ((latest - digits) % 100 + 100) % 100
  }

  private mutating func readMonth() -> Int64? {
    readName(of: HTTPDate.months).map { Int64($0 + 1) }
  }

  private mutating func readName(of names: [String]) -> Int? {
    names.firstIndex { skip($0) }
  }

  private mutating func readNumber(digits: Int) -> Int64? {
    let text = rest.prefix(digits)
    guard text.count == digits, text.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    rest = rest.dropFirst(digits)
    return text.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  private mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }
}
