import PlanDocument
import TokenModel

/// Code that takes whatever bytes come, with what must hold whatever they are.
package struct FuzzTarget: Sendable {
  /// The name of its corpus, and of its dictionary.
  package let name: String
  /// Takes one input, and throws what does not hold; a trap is a find as well.
  package let check: @Sendable ([UInt8]) throws(BrokenInvariant) -> Void

  package static let all = [
    FuzzTarget(name: "yaml", check: checkTokenFiles),
    FuzzTarget(name: "yaml-secret", check: checkHidingOfSecrets),
    FuzzTarget(name: "import", check: checkImport),
    FuzzTarget(name: "adopt", check: checkAdopt),
    FuzzTarget(name: "token", check: checkTokenAnswer),
    FuzzTarget(name: "token-page", check: checkTokenPage),
    FuzzTarget(name: "module-page", check: checkModulePage),
    FuzzTarget(name: "problem", check: checkProblemDetails),
    FuzzTarget(name: "saved-plan", check: checkSavedPlan),
    FuzzTarget(name: "earlier-report", check: checkEarlierReport),
    FuzzTarget(name: "mask", check: checkMask),
  ]

  package static func named(_ name: String) -> FuzzTarget? {
    all.first { $0.name == name }
  }
}

/// What does not hold of an input.
package struct BrokenInvariant: Error, CustomStringConvertible {
  package let description: String
}

func require(_ holds: Bool, _ otherwise: @autoclosure () -> String) throws(BrokenInvariant) {
  guard holds else { throw BrokenInvariant(description: otherwise()) }
}

extension OptionNames {
  /// Any names: what is fuzzed is the text around them.
  static let sample = OptionNames { "--\($0)" }
}

extension OutputSettings {
  static let sample = OutputSettings(mask: SecretMask(), options: .sample, version: "0")
}
