import Testing
import TokenModel

@Suite struct CalendarDateTests {
  @Test(arguments: ["1970-01-01", "2000-02-29", "2024-02-29", "2026-12-31", "2027-01-01", "9999-12-31", "0001-01-01"])
  func `a date is read and written as the same text`(text: String) throws {
    #expect(try #require(CalendarDate(text)).description == text)
  }

  @Test(arguments: [
    "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01", "26-01-01", "2026-01-01T00:00",
    " 2026-01-01", "2026/01/01", "+026-01-01", "0000-01-01", "", "٢٠٢٦-01-01",
  ])
  func `a text that names no day is refused`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `consecutive days have consecutive numbers over four centuries`() throws {
    let first = try #require(CalendarDate("1999-12-31"))
    var last = first
    for days in 1...146_097 {
      let day = first.advanced(byDays: days)
      #expect(CalendarDate(day.description) == day && last < day)
      last = day
    }
    #expect(last.description == "2399-12-31")
    #expect(CalendarDate("1970-01-01")?.dayNumber == 0)
  }
}
