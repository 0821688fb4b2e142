import TokenModel

/// Masks the input, with a credential that its pieces come near to. Counts the work instead of measuring its time.
@Sendable func checkMask(_ bytes: [UInt8]) throws(BrokenInvariant) {
  let mask = SecretMask(credential: Secret("aaaaaaaaaaaaaaaaaaab-aaaaaaaaaaaaaaaaaaac"))
  let text = CountedBytes(bytes: bytes)
  let ranges = mask.ranges(in: text)
  try require(text.reads <= 60 * (bytes.count + 1), "\(text.reads) reads of \(bytes.count) bytes")
  try require(
    zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }, "secrets touch: \(ranges)")
  guard let shown = String(validating: bytes, as: UTF8.self) else { return }
  try require(mask.finds(in: shown) == !ranges.isEmpty, "a secret is found and not found")
}

/// Bytes that count how often one of them is read.
private struct CountedBytes: RandomAccessCollection {
  private final class Counter { var reads = 0 }

  let bytes: [UInt8]
  private let counter = Counter()

  init(bytes: [UInt8]) { self.bytes = bytes }

  var reads: Int { counter.reads }
  var startIndex: Int { 0 }
  var endIndex: Int { bytes.count }

  subscript(index: Int) -> UInt8 {
    counter.reads += 1
    return bytes[index]
  }
}
