/// Which parts of a source text hold secrets: no line that touches one is quoted.
struct SecretSpans {
  private var ranges: [Range<UInt32>] = []
  /// The index behind the last thing that was understood, where reading ended before the text did.
  var endOfUnderstood: UInt32?

  var isEmpty: Bool { ranges.isEmpty }

  mutating func add(_ range: Range<UInt32>) {
    if !range.isEmpty { ranges.append(range) }
  }

  /// Sorts the ranges and joins those that touch; to be called once, when all are added.
  mutating func normalize() {
    ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
  }

  /// Whether a secret is, in part, within a range; after ``normalize()``.
  func overlap(_ range: Range<UInt32>) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound > range.lowerBound { high = middle } else { low = middle + 1 }
    }
    return low < ranges.count && ranges[low].lowerBound < range.upperBound
  }
}
