import PlanDocument
import Planning
import TokenModel

// What a plan shows beside its changes: drift, tokens no longer managed, and tokens that no file manages.

extension TextPage {
  /// Drift that an apply reverts, in a line, and drift that is left out, in full.
  mutating func writeDrift(_ review: PlanReview, namesAccount: Bool) {
    if let sentence = review.driftSentence {
      line(style.paint("\(sentence).", .boldMagenta))
      line("Rows marked drift undo a change made outside the files. To keep that change,", indent: 2)
      line("write it into the files; \(review.options[.proposedOnly]) leaves it alone for now.", indent: 2)
      line()
    }
    guard let leftOut = review.leftOut else { return }
    line(
      style.paint("\(leftOut.title) on \(counted(leftOut.tokens, "token")), not written:", .boldMagenta)
    )
    line()
    for entry in review.entriesLeftOut {
      writeEntry(entry, namesAccount: namesAccount, isLeftOut: true)
      line()
    }
  }

  mutating func writeNoLongerManaged(_ all: [NoLongerManagedToken]) {
    guard !all.isEmpty else { return }
    line(
      style.paint("No longer managed: \(counted(all.count, "token")). Live values are left unchanged.", .boldMagenta))
    for unmanaged in all {
      let id = "\(untrusted.word(unmanaged.id.rawValue))  "
      let parts = unmanaged.parts(untrusted.word)
      list(parts, of: parts.count, lead: id, indent: 2, maximumRows: .max, more: "key")
      line("was at \(untrusted.place(unmanaged.position))", indent: 6)
    }
    line()
  }

  /// - Parameter all: Nil if the plan does not list them.
  mutating func writeUnmanaged(_ all: [UnmanagedToken]?) {
    guard let all else { return }
    guard !all.isEmpty else {
      line("Every live token of the account is managed by a file.")
      return line()
    }
    line(style.paint("Not managed by any file: \(counted(all.count, "token")).", .boldMagenta))
    for token in all {
      let id = untrusted.word(token.id.rawValue)
      line(token.name.map { "\(id)  \(untrusted.quoted($0.string, columns: 56))" } ?? id, indent: 2)
    }
    line()
  }
}

extension NoLongerManagedToken {
  /// What is no longer managed, for a reader.
  ///
  /// - Parameter word: Shows a word from a file.
  func parts(_ word: (String) -> String) -> [String] {
    guard !keys.isEmpty else { return ["the whole token"] }
    return keys.map { key in
      if case .filters(of: let module) = key { "filters of \(word(module))" } else { word(key.word) }
    }
  }
}
