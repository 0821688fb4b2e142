import PlanDocument
import Planning
import TokenModel

// What a plan knows beside what it writes: drift, what files let go of, and what none ever named.

extension TextPage {
  /// Drift that an apply reverts, in a line, and drift that is left out, in full.
  mutating func writeDrift(_ review: PlanReview, namesAccount: Bool) {
    if review.drifted > 0 {
      let count = review.drifted
      line(
        style.paint(
          "\(counted(count, "token")) \(count == 1 ? "has" : "have") drifted; apply will revert \(count == 1 ? "it" : "them").",
          .boldYellow))
      line("What is marked drift was changed outside of the files. To keep it, write it", indent: 2)
      line("into the files; --proposed-only leaves it as it is for now.", indent: 2)
      line()
    }
    guard let leftOut = review.leftOut else { return }
    line(style.paint("Drift on \(counted(leftOut.tokens, "token")), left out of what is written:", .boldYellow))
    line()
    for change in review.plan.drift {
      writeChange(change, namesAccount: namesAccount, isDrift: true)
      line()
    }
  }

  mutating func writeNoLongerManaged(_ all: [Unmanaged]) {
    guard !all.isEmpty else { return }
    line(style.paint("No longer managed: \(counted(all.count, "token")). The platform keeps what it has.", .boldYellow))
    for unmanaged in all {
      let id = "\(foreign.word(unmanaged.id.rawValue))  "
      let parts = unmanaged.parts(foreign.word)
      list(parts, of: parts.count, lead: id, indent: 2, mostRows: .max, more: "key")
      line("was at \(foreign.place(unmanaged.position))", indent: 6)
    }
    line()
  }

  /// - Parameter all: Nil where nobody asked.
  mutating func writeUncovered(_ all: [UncoveredToken]?) {
    guard let all else { return }
    guard !all.isEmpty else {
      line("Every live token of the account is managed by a file.")
      return line()
    }
    line(style.paint("Not managed by any file: \(counted(all.count, "token")).", .boldYellow))
    for token in all {
      let id = foreign.word(token.id.rawValue)
      line(token.name.map { "\(id)  \(foreign.quoted($0.string, columns: 56))" } ?? id, indent: 2)
    }
    line()
  }
}

extension Unmanaged {
  private static let filters = "filters of "

  /// What is no longer managed, for a reader; what came from a file goes through the gate that is given.
  func parts(_ word: (String) -> String) -> [String] {
    guard !keys.isEmpty else { return ["the whole token"] }
    return keys.map { key in
      key.hasPrefix(Self.filters) ? Self.filters + word(String(key.dropFirst(Self.filters.count))) : word(key)
    }
  }
}
