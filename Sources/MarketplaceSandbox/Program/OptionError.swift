/// Something on the command line that cannot be used.
package struct OptionError: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// `, did you mean "…"?` where one of the words is near, otherwise nothing.
func suggestion(for word: String, among words: [String]) -> String {
  let nearest = words.min { editDistance(word, $0) < editDistance(word, $1) }
  guard let nearest, editDistance(word, nearest) <= max(2, nearest.count / 3) else { return "" }
  return ", did you mean \"\(nearest)\"?"
}

/// How many characters have to be inserted, deleted or replaced to make one text of the other.
private func editDistance(_ first: String, _ second: String) -> Int {
  let second = Array(second)
  var row = Array(0...second.count)
  for (line, character) in first.enumerated() {
    var diagonal = row[0]
    row[0] = line + 1
    for column in second.indices {
      let replaced = diagonal + (second[column] == character ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
    }
  }
  return row[second.count]
}
