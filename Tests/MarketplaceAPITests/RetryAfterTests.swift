import Testing

@testable import MarketplaceAPI

@Suite("Retry-After")
struct RetryAfterTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT.
  private static let now: Int64 = 784_111_777

  @Test(
    arguments: [
      ("0", 0), ("7", 7), ("0120", 120), ("86400", 86_400), ("86401", 86_400), ("9223372036854775807", 86_400),
      ("Sun, 06 Nov 1994 08:50:07 GMT", 30), ("Sunday, 06-Nov-94 08:50:07 GMT", 30), ("Sun Nov  6 08:50:07 1994", 30),
      ("Sun Nov 06 08:50:07 1994", 30), ("Mon, 07 Nov 1994 00:00:00 GMT", 54_623),
      ("Sun, 06 Nov 1994 08:49:60 GMT", 23), ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
      ("Sat, 05 Nov 1994 08:49:37 GMT", 0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Mon, 01 Jan 0000 00:00:00 GMT", 0),
      ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
    ] as [(String, Int)])
  func whatAsksForAWait(_ value: String, _ seconds: Int) {
    #expect(RetryAfter(value, now: Self.now)?.wait == .seconds(seconds))
  }

  @Test(arguments: [
    "", " ", "soon", "-1", "+1", "1.5", "1e3", "0x10", "7 ", " 7", "7s", "7,8", "٣", "9223372036854775808",
    "99999999999999999999999", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
    "Sun, 06 Nov 1994 08:49:37 GMT ", "sun, 06 nov 1994 08:49:37 gmt", "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun, 31 Nov 1994 08:49:37 GMT", "Wed, 29 Feb 1995 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
    "Sun, 06 Nov 94 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994 GMT", "Sun Nov   6 08:49:37 1994", "1994-11-06T08:49:37Z",
    "Son, 06 Nov 1994 08:49:37 GMT",
  ])
  func whatIsNeitherSecondsNorADateAsksForNothing(_ value: String) {
    #expect(RetryAfter(value, now: Self.now) == nil)
  }

  @Test(
    arguments: [
      // 28 February 2024 and 2100, at noon: only the first is followed by a 29th.
      (1_709_121_600, "Thu, 29 Feb 2024 00:00:00 GMT", 43_200),
      (4_107_499_200, "Mon, 01 Mar 2100 00:00:00 GMT", 43_200),
      (1_709_121_600, "Fri, 01 Mar 2024 00:00:00 GMT", 86_400),
    ] as [(Int64, String, Int)])
  func leapYearsAreThoseOfTheCalendar(now: Int64, _ value: String, _ seconds: Int) {
    #expect(RetryAfter(value, now: now)?.wait == .seconds(seconds))
  }

  @Test(
    arguments: [
      // In 2026, `76` is ahead and `77` is past; in 2099, `01` is ahead.
      (1_782_000_000, "Saturday, 01-Jan-76 00:00:00 GMT", 86_400),
      (1_782_000_000, "Saturday, 01-Jan-77 00:00:00 GMT", 0),
      (4_080_000_000, "Saturday, 01-Jan-01 00:00:00 GMT", 86_400),
      (4_080_000_000, "Saturday, 01-Jan-98 00:00:00 GMT", 0),
    ] as [(Int64, String, Int)])
  func aYearOfTwoDigitsIsAtMostFiftyYearsAhead(now: Int64, _ value: String, _ seconds: Int) {
    #expect(RetryAfter(value, now: now)?.wait == .seconds(seconds))
  }

  @Test(arguments: [Int64.min, 0, Int64.max])
  func noClockIsTooOdd(_ now: Int64) {
    #expect(RetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", now: now) != nil)
    for year in 10..<100 { #expect(RetryAfter("Sunday, 06-Nov-\(year) 08:49:37 GMT", now: now) != nil) }
  }
}
