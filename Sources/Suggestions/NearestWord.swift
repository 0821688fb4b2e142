/// The candidate that a person most likely meant, or nil if none is close: at most one slip (an extra, missing, wrong or
/// swapped letter) for every three letters. Case is ignored; of equally close candidates the first is returned.
package func nearestWord(to word: String, among candidates: [String]) -> String? {
  let letters = Array(word.lowercased().unicodeScalars)
  guard !letters.isEmpty, letters.count <= 40 else { return nil }
  let distances = candidates.map { distance(from: letters, to: Array($0.lowercased().unicodeScalars)) }
  guard let least = distances.min(), let best = distances.firstIndex(of: least) else { return nil }
  return least <= max(1, letters.count / 3) && least < candidates[best].count ? candidates[best] : nil
}

/// The optimal string alignment distance.
private func distance(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
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
