/// Finds the word that a person probably meant.
package enum Spelling {
  /// The candidate nearest to a word, or nil where none is near: at most one slip (a letter too many, missing, wrong, or
  /// two swapped) for every three letters. Case counts for nothing; of equally near ones the first is taken.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased().unicodeScalars)
    guard !letters.isEmpty, letters.count <= 40 else { return nil }
    let distances = candidates.map { distance(from: letters, to: Array($0.lowercased().unicodeScalars)) }
    guard let least = distances.min(), let best = distances.firstIndex(of: least) else { return nil }
    return least <= max(1, letters.count / 3) && least < candidates[best].count ? candidates[best] : nil
  }

  /// Slips between two words: the optimal string alignment distance.
  private static func distance(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var least = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
