/// The candidate that somebody who wrote `word` most likely meant; nil where none is near.
///
/// Near means that about a third of the letters differ at most, with two swapped letters counted as one difference.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(word.lowercased())
  guard letters.count <= 64 else { return nil }
  let limit = max(1, letters.count / 3)
  let ranked = candidates.filter { abs($0.count - letters.count) <= limit }
    .map { (distance: editDistance(letters, Array($0.lowercased())), candidate: $0) }
    .filter { $0.distance <= limit }
  return ranked.min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?.candidate
}

/// How many insertions, deletions, replacements and swaps of neighbours turn one into the other.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var rows: [[Int]] = [Array(0...right.count)]
  for row in 0..<left.count {
    var next = [row + 1]
    for column in 0..<right.count {
      let same = left[row] == right[column]
      var best = min(rows[row][column + 1] + 1, next[column] + 1, rows[row][column] + (same ? 0 : 1))
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, rows[row - 1][column - 1] + 1)
      }
      next.append(best)
    }
    rows.append(next)
  }
  return rows[left.count][right.count]
}
