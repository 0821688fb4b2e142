/// Which stretches of a source text must not be quoted.
struct SecretSpans {
  /// Values of `token:` keys, and scalars that hold a secret, in any order.
  private(set) var ranges: [Range<UInt32>] = []
  /// The `token` keys whose values are among ``ranges``, in order.
  private(set) var tokenKeys: [Range<UInt32>] = []
  /// Behind the last thing that was understood, where reading ended before the text did.
  var endOfUnderstood: UInt32?

  mutating func add(_ range: Range<UInt32>) {
    if !range.isEmpty { ranges.append(range) }
  }

  mutating func addTokenKey(_ range: Range<UInt32>) {
    tokenKeys.append(range)
  }

  /// Whether a `token` key that was understood stands at an index.
  func isTokenKey(at index: UInt32) -> Bool {
    let place = tokenKeys.partitioningIndex { $0.upperBound > index }
    return place < tokenKeys.count && tokenKeys[place].contains(index)
  }

  /// Sorts the ranges and joins those that touch.
  mutating func normalize() {
    var joined: [Range<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    ranges = joined
    tokenKeys.sort { $0.lowerBound < $1.lowerBound }
  }

  /// The parts of a stretch that are secret; after ``normalize()``.
  func secrets(in stretch: Range<UInt32>) -> [Range<UInt32>] {
    var found: [Range<UInt32>] = []
    var place = ranges.partitioningIndex { $0.upperBound > stretch.lowerBound }
    while place < ranges.count, ranges[place].lowerBound < stretch.upperBound {
      found.append(ranges[place].clamped(to: stretch))
      place += 1
    }
    return found
  }
}

extension Array {
  /// The first index whose element, and every one behind it, meets the condition.
  fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
