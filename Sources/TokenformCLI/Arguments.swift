import TokenModel

/// A command line, taken apart.
struct Arguments: Equatable {
  private var flags: Set<String> = []
  private var values: [String: [String]] = [:]
  private(set) var operands: [String] = []

  /// What a person got wrong on the command line, in one sentence each.
  struct Faults: Error, Equatable {
    var sentences: [String]
  }

  /// Takes what follows a command's name: GNU long options with `--name value` or `--name=value`, and `--` before operands.
  init(_ words: [String], of command: Command) throws(Faults) {
    var faults: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let (name, attached) = Self.split(word)
      guard let option = command.options.first(where: { name == "--" + $0.name || name == $0.short.map { "-\($0)" } })
      else {
        faults.append(Self.unknown(name, among: command.options))
        continue
      }
      if let fault = take(option, attached, from: &rest) { faults.append(fault) }
    }
    if !faults.isEmpty { throw Faults(sentences: faults) }
  }

  func has(_ option: Option) -> Bool { flags.contains(option.name) }
  func value(of option: Option) -> String? { values[option.name]?.last }
  func values(of option: Option) -> [String] { values[option.name] ?? [] }

  private static func split(_ word: String) -> (name: String, value: String?) {
    guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  /// Takes an option with its value; returns what is wrong with it.
  private mutating func take(_ option: Option, _ attached: String?, from rest: inout ArraySlice<String>) -> String? {
    guard let placeholder = option.value else {
      flags.insert(option.name)
      return attached == nil ? nil : "--\(option.name) takes no value"
    }
    guard let value = attached ?? rest.popFirst() else { return "--\(option.name) needs a value: \(placeholder)" }
    if !option.choices.isEmpty, !option.choices.contains(value) {
      let near = Spelling.nearest(to: value, among: option.choices).map { "; did you mean \($0)?" } ?? ""
      return "--\(option.name) takes one of \(option.choices.joined(separator: ", ")), not \"\(value)\"\(near)"
    }
    if values[option.name] != nil, !option.isRepeatable { return "--\(option.name) is given twice" }
    values[option.name, default: []].append(value)
    return nil
  }

  static func unknown(_ name: String, among options: [Option]) -> String {
    let near = Spelling.nearest(to: name, among: options.map { "--" + $0.name }).map { "; did you mean \($0)?" } ?? ""
    return "unknown option \(name)\(near)"
  }
}
