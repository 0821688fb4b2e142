/// Everything that is wrong with a command line, one sentence per fault.
package struct UsageError: Error, Equatable {
  /// Sentences without a full stop; they quote the command line verbatim, so they are escaped and masked when printed.
  package var sentences: [String]

  /// Collects the faults of one command line.
  package init(_ sentences: [String]) {
    self.sentences = sentences
  }

  /// A single fault.
  package init(_ sentence: String) {
    sentences = [sentence]
  }
}
