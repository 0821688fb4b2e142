package import CommandLineKit

/// A fault that some requests meet: what happens, to which requests, and to how many of them.
///
/// Written `KIND[@WHERE][:WHEN]`, as in `status-503-after@PUT/TKN-0000-0002:first=2`.
package struct Fault: Sendable, Equatable {
  /// Whether the fault comes before the request is carried out or after.
  package enum Moment: String, Sendable, CaseIterable {
    case before
    case after
  }

  /// What happens to the request.
  package enum Kind: Sendable, Equatable {
    case status(Int, Moment)
    case close(Moment)
    case hang(Moment)
    case concurrentWriter(Moment)
    /// The token moves to another account.
    case changeAccount(Moment)
    /// Never answered, and carried out once so many more requests have been answered.
    case late(Int)
    case redirect
    case throttle
    case notFound
    case htmlBadGateway
    case htmlOK
    case brokenJSON
    case truncate
    case drip
  }

  /// Which of the requests in its place a fault hits; they are counted from 1.
  package enum Schedule: Sendable, Equatable {
    case always
    case first(Int)
    case at(Int)
    case every(Int)
    case probability(Double)
  }

  let kind: Kind
  let place: FaultScope
  let schedule: Schedule

  /// - Throws: `UsageError` if the text is no fault.
  package init(_ text: String) throws(UsageError) {
    let (head, when) = Self.split(text, at: ":")
    let (kind, place) = Self.split(head, at: "@")
    self.kind = try Kind(String(kind))
    self.place = try place.map { text throws(UsageError) in try FaultScope(String(text)) } ?? FaultScope()
    schedule = try when.map { text throws(UsageError) in try Schedule(String(text)) } ?? .always
  }

  private static func split(_ text: some StringProtocol, at sign: Character) -> (Substring, Substring?) {
    let parts = text.split(separator: sign, maxSplits: 1, omittingEmptySubsequences: false)
    return (Substring(parts[0]), parts.count == 2 ? Substring(parts[1]) : nil)
  }
}

extension Fault.Kind {
  private static let named: [(String, Fault.Kind)] =
    [
      ("throttle", .throttle), ("not-found", .notFound), ("redirect", .redirect), ("html-502", .htmlBadGateway),
      ("html-200", .htmlOK),
      ("broken-json", .brokenJSON), ("truncate", .truncate), ("drip", .drip),
    ]
    + Fault.Moment.allCases.flatMap { moment in
      [
        ("close-\(moment)", .close(moment)), ("hang-\(moment)", .hang(moment)),
        ("concurrent-writer-\(moment)", .concurrentWriter(moment)),
        ("change-account-\(moment)", .changeAccount(moment)),
      ]
    }

  fileprivate init(_ text: String) throws(UsageError) {
    let parts = text.split(separator: "-")
    if parts.count == 3, parts[0] == "status", let status = Int(parts[1]), (400...599).contains(status),
      let moment = Fault.Moment(rawValue: String(parts[2]))
    {
      self = .status(status, moment)
    } else if parts.count == 2, parts[0] == "late", let count = Int(parts[1]), count > 0 {
      self = .late(count)
    } else if let kind = Self.named.first(where: { $0.0 == text })?.1 {
      self = kind
    } else {
      let known = Self.named.map(\.0) + ["status-500-before", "status-500-after", "late-1"]
      throw UsageError("unknown fault \"\(text)\"\(suggestion(for: text, among: known))")
    }
  }
}

extension Fault.Schedule {
  fileprivate init(_ text: String) throws(UsageError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count == 2 ? String(parts[1]) : ""
    let count = Int(value).flatMap { $0 > 0 ? $0 : nil }
    switch (parts[0], count, Double(value)) {
    case ("first", let count?, _): self = .first(count)
    case ("at", let count?, _): self = .at(count)
    case ("every", let count?, _): self = .every(count)
    case ("p", _, let probability?) where (0...1).contains(probability): self = .probability(probability)
    default:
      throw UsageError("a fault applies to first=N, at=N, every=N (from 1) or p=PROBABILITY (0 to 1), not \"\(text)\"")
    }
  }
}
