/// What to do about a diagnostic: a sentence without a full stop, in which options of the command line are data.
///
/// The core knows what an option does and not how it is spelled: `"leave it out with \(option: .exclude) \(id)"`.
package struct Advice: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case text(String)
    case option(RunOption)
  }

  private var parts: [Part]

  /// Advice without options.
  package init(_ text: String) {
    parts = [.text(text)]
  }

  /// The sentence, with each option by its name.
  package func text(_ names: OptionNames) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .option(let option): names[option]
      }
    }.joined()
  }
}

extension Advice: ExpressibleByStringInterpolation {
  /// Collects text and options. Interpolated text is foreign: it is escaped by what prints the advice.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var advice = Advice("")

    /// Starts empty.
    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// Text of the program's own.
    package mutating func appendLiteral(_ literal: String) { appendInterpolation(literal) }

    /// Text, such as an id.
    package mutating func appendInterpolation(_ text: some CustomStringConvertible) {
      let text = text.description
      if case .text(let last) = advice.parts.last {
        advice.parts[advice.parts.count - 1] = .text(last + text)
      } else {
        advice.parts.append(.text(text))
      }
    }

    /// An option, which the command line spells.
    package mutating func appendInterpolation(option: RunOption) {
      advice.parts.append(.option(option))
    }

    /// Other advice, with its options.
    package mutating func appendInterpolation(_ other: Advice) {
      for part in other.parts {
        switch part {
        case .text(let text): appendInterpolation(text)
        case .option(let option): appendInterpolation(option: option)
        }
      }
    }
  }

  /// Advice without options.
  package init(stringLiteral value: String) { self.init(value) }

  /// Advice with the options that are interpolated as `\(option: …)`.
  package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.advice }
}
