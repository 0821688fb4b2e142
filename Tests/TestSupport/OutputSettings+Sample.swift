package import PlanDocument
package import TokenModel

extension OutputSettings {
  /// Settings of the version that the golden files name.
  package static let sample = OutputSettings.sample(mask: SecretMask())

  /// The same with another mask.
  package static func sample(mask: SecretMask) -> OutputSettings {
    OutputSettings(mask: mask, options: .sample, version: "0.1.0")
  }
}

/// The whole of an output that is handed over in chunks.
package func whole(_ render: (@escaping ([UInt8]) -> Void) -> Void) -> String {
  var bytes: [UInt8] = []
  withoutActuallyEscaping({ bytes += $0 } as ([UInt8]) -> Void) { render($0) }
  return String(decoding: bytes, as: UTF8.self)
}
