import Testing

@testable import Suggestions

@Suite("Suggestions")
struct NearestWordTests {
  private let words = ["name", "description", "icon", "modules"]

  @Test(arguments: [
    ("descripton", "description"), ("decsription", "description"), ("Name", "name"), ("moduls", "modules"),
  ])
  func `the nearest word is found`(_ word: String, _ expected: String) {
    #expect(nearestWord(to: word, among: words) == expected)
  }

  @Test(arguments: ["", "colour", "x"])
  func `nothing is suggested for a word that is close to none`(_ word: String) {
    #expect(nearestWord(to: word, among: words) == nil)
  }
}
