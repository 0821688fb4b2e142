/// Parses GNU long options, their short forms, and operands.
package struct ArgumentParser<Target> {
  private let options: [Option<Target>]

  /// A parser for these options and `--help`.
  package init(_ options: [Option<Target>]) {
    self.options = options
  }

  /// What a command line asks for.
  package struct Result {
    /// The target with every option stored.
    package var target: Target
    /// The words that are neither options nor their values, in order.
    package var operands: [String] = []
    /// The names of the options that were given, without their hyphens.
    package var given: Set<String> = []
    /// Whether `--help` or `-h` was given.
    package var wantsHelp = false
    /// One sentence for each fault.
    package var faults: [String] = []
  }

  /// Stores the options into the target: `--name value`, `--name=value`, `-n`; everything after `--` is an operand.
  /// Parsing continues after a fault, so that all of them are found.
  package func parse(_ words: [String], into target: Target) -> Result {
    var result = Result(target: target)
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        result.operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        result.operands.append(word)
        continue
      }
      let (name, attached) = Self.split(word)
      do throws(UsageError) {
        if OptionInfo.help.words.contains(name) {
          _ = try Self.value(of: .help, attached, from: &rest)
          result.wantsHelp = true
          continue
        }
        guard let option = options.first(where: { $0.info.words.contains(name) }) else {
          throw UsageError("unknown option \(name)" + suggestion(for: name, among: names))
        }
        let value = try Self.value(of: option.info, attached, from: &rest)
        if !result.given.insert(option.info.name).inserted, option.info.placeholder != nil, !option.info.isRepeatable {
          throw UsageError("--\(option.info.name) is given twice")
        }
        try option.store(value, &result.target)
      } catch {
        result.faults += error.sentences
      }
    }
    return result
  }

  private var names: [String] { (options.map(\.info) + [.help]).map { "--" + $0.name } }

  private static func split(_ word: String) -> (name: String, value: String?) {
    guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  private static func value(
    of option: OptionInfo, _ attached: String?, from rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    guard let placeholder = option.placeholder else {
      if attached != nil { throw UsageError("--\(option.name) takes no value") }
      return ""
    }
    guard let value = attached ?? rest.popFirst() else {
      throw UsageError("--\(option.name) needs a value: \(placeholder)")
    }
    return value
  }
}
