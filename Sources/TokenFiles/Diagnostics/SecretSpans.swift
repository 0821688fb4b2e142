/// The ranges of a source text that hold secrets, as indexes of scalars. No line that overlaps one is quoted.
struct SecretSpans {
  private var ranges: [Range<UInt32>] = []
  /// The index after the last parsed event, if parsing ended before the text did.
  var endOfParsed: UInt32?

  var isEmpty: Bool { ranges.isEmpty }

  mutating func add(_ range: Range<UInt32>) {
    if !range.isEmpty { ranges.append(range) }
  }

  /// Sorts the ranges and joins adjacent ones. Call it once, after all are added.
  mutating func normalize() {
    ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
  }

  /// Whether a range overlaps a secret. Call it only after ``normalize()``.
  func overlap(_ range: Range<UInt32>) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound > range.lowerBound { high = middle } else { low = middle + 1 }
    }
    return low < ranges.count && ranges[low].lowerBound < range.upperBound
  }
}
