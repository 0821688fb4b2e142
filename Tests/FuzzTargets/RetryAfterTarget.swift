import Glibc
import MarketplaceAPI

/// Takes the input as a header's value, and then as a time that the C library writes in each of the three forms.
@Sendable func checkRetryAfter(_ bytes: [UInt8]) throws(BrokenInvariant) {
  let value = String(decoding: bytes, as: UTF8.self)
  for now: Int64 in [784_111_777, 1_782_000_000, 0, .min, .max] {
    guard let wait = RetryAfter(value, now: now)?.wait else { continue }
    try require(Duration.zero...RetryAfter.longest ~= wait, "a wait is out of bounds: \(wait)")
    if let seconds = Int64(value) {
      try require(wait == min(.seconds(seconds), RetryAfter.longest), "\(seconds) seconds are not \(wait)")
    }
  }
  try checkDates(around: bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) })
}

private func checkDates(around number: Int64) throws(BrokenInvariant) {
  // The years of four digits.
  let time = -30_610_224_000 + Int64(number.magnitude % 284_000_000_000)
  let ahead = Int64(number.magnitude % 86_400)
  for form in ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"] {
    let value = written(time, as: form)
    let wait = RetryAfter(value, now: time - ahead)?.wait
    try require(wait == .seconds(ahead), "\(value) is in \(ahead) seconds, not in \(String(describing: wait))")
  }
}

private func written(_ time: Int64, as form: String) -> String {
  var time = Int(time)
  var fields = tm()
  gmtime_r(&time, &fields)
  let text = [UInt8](unsafeUninitializedCapacity: 64) { space, count in
    count = space.withMemoryRebound(to: CChar.self) { strftime($0.baseAddress, $0.count, form, &fields) }
  }
  return String(decoding: text, as: UTF8.self)
}
