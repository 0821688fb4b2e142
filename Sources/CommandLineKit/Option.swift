/// An option together with the property that it sets.
package struct Option<Target>: Sendable {
  /// What help and completions say about it.
  package let info: OptionInfo
  /// Stores a value; the value of a flag is empty. Throws if the value does not fit.
  let store: @Sendable (String, inout Target) throws(UsageError) -> Void

  /// An option whose value is stored by a closure.
  package init(
    _ info: OptionInfo, store: @escaping @Sendable (String, inout Target) throws(UsageError) -> Void
  ) {
    self.info = info
    self.store = store
  }

  /// The same option for a value that contains the target, such as a command that shares a group of options.
  package func within<Outer>(_ path: any WritableKeyPath<Outer, Target> & Sendable) -> Option<Outer> {
    let store = store
    return Option<Outer>(info) { text, outer throws(UsageError) in try store(text, &outer[keyPath: path]) }
  }
}

extension Array {
  /// The same options for a value that contains their target.
  package func within<Inner, Outer>(
    _ path: any WritableKeyPath<Outer, Inner> & Sendable
  ) -> [Option<Outer>] where Element == Option<Inner> {
    map { $0.within(path) }
  }
}

extension Option {
  /// A flag, which sets a property to true, or to another value.
  package static func flag(
    _ name: String, short: Character? = nil, _ path: any WritableKeyPath<Target, Bool> & Sendable,
    to value: Bool = true, _ help: String
  ) -> Self {
    Self(OptionInfo(name, short: short, help)) { _, target throws(UsageError) in target[keyPath: path] = value }
  }

  /// An option that takes any text.
  package static func text(
    _ name: String, _ placeholder: String, offers: OfferedValues = .nothing,
    _ path: any WritableKeyPath<Target, String?> & Sendable, _ help: String
  ) -> Self {
    Self(OptionInfo(name, placeholder: placeholder, offers: offers, help)) { text, target throws(UsageError) in
      target[keyPath: path] = text
    }
  }

  /// An option that takes any text, for a property that has a value without it.
  package static func text(
    _ name: String, _ placeholder: String, offers: OfferedValues = .nothing,
    _ path: any WritableKeyPath<Target, String> & Sendable, _ help: String
  ) -> Self {
    Self(OptionInfo(name, placeholder: placeholder, offers: offers, help)) { text, target throws(UsageError) in
      target[keyPath: path] = text
    }
  }

  /// A repeatable option that takes any text.
  package static func texts(
    _ name: String, _ placeholder: String, offers: OfferedValues = .nothing,
    _ path: any WritableKeyPath<Target, [String]> & Sendable, _ help: String
  ) -> Self {
    Self(OptionInfo(name, placeholder: placeholder, offers: offers, isRepeatable: true, help)) {
      text, target throws(UsageError) in
      target[keyPath: path].append(text)
    }
  }

  /// An option that takes a whole number in a range.
  package static func number(
    _ name: String, _ placeholder: String = "N", in range: ClosedRange<Int>,
    _ path: any WritableKeyPath<Target, Int> & Sendable, _ help: String
  ) -> Self {
    Self(OptionInfo(name, placeholder: placeholder, help)) { text, target throws(UsageError) in
      target[keyPath: path] = try parsedNumber(text, of: name, in: range)
    }
  }

  /// An option that takes a whole number in a range; the property is nil without it.
  package static func number(
    _ name: String, _ placeholder: String = "N", in range: ClosedRange<Int>,
    _ path: any WritableKeyPath<Target, Int?> & Sendable, _ help: String
  ) -> Self {
    Self(OptionInfo(name, placeholder: placeholder, help)) { text, target throws(UsageError) in
      target[keyPath: path] = try parsedNumber(text, of: name, in: range)
    }
  }

  /// An option that takes one of a few words.
  package static func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ placeholder: String, _ path: any WritableKeyPath<Target, Value> & Sendable, _ help: String
  ) -> Self {
    Self(OptionInfo(name, placeholder: placeholder, offers: .words(Value.words), help)) {
      text, target throws(UsageError) in
      target[keyPath: path] = try parsedChoice(text, of: "--\(name)")
    }
  }

  /// A repeatable option that takes one of a few words, which are known only at run time.
  package static func choices(
    _ name: String, _ placeholder: String, among words: [String],
    _ path: any WritableKeyPath<Target, [String]> & Sendable, _ help: String
  ) -> Self {
    Self(OptionInfo(name, placeholder: placeholder, offers: .words(words), isRepeatable: true, help)) {
      text, target throws(UsageError) in
      guard words.contains(text) else { throw .noSuchWord(text, of: "--\(name)", among: words) }
      target[keyPath: path].append(text)
    }
  }

  /// An option that takes one of a few words; the property is nil without it.
  package static func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ placeholder: String, _ path: any WritableKeyPath<Target, Value?> & Sendable, _ help: String
  ) -> Self {
    Self(OptionInfo(name, placeholder: placeholder, offers: .words(Value.words), help)) {
      text, target throws(UsageError) in
      target[keyPath: path] = try parsedChoice(text, of: "--\(name)")
    }
  }
}

extension CaseIterable where Self: RawRepresentable<String> {
  /// The words of all cases, in their order.
  package static var words: [String] { allCases.map(\.rawValue) }
}

/// The whole number in the text of an option.
private func parsedNumber(_ text: String, of name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int {
  if let number = Int(text), range.contains(number) { return number }
  let bound = range.upperBound == .max ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
  throw UsageError("--\(name) takes a whole number, \(bound), not \"\(text)\"")
}

/// The case that a word names; an error that lists the words and the nearest one otherwise.
package func parsedChoice<Value: RawRepresentable<String> & CaseIterable>(
  _ word: String, of option: String
) throws(UsageError) -> Value {
  guard let value = Value(rawValue: word) else { throw .noSuchWord(word, of: option, among: Value.words) }
  return value
}

extension UsageError {
  /// An error that lists the words that an option takes, and suggests the nearest one.
  fileprivate static func noSuchWord(_ word: String, of option: String, among words: [String]) -> UsageError {
    let list = words.joined(separator: ", ")
    return UsageError("\(option) takes one of \(list), not \"\(word)\"" + suggestion(for: word, among: words))
  }
}
