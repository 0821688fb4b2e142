package import TokenModel

/// What the outputs of a run have in common.
package struct OutputSettings: Sendable {
  /// Hides secrets in every text from the platform or a file.
  package let mask: SecretMask
  /// How the options of the command line are spelled.
  package let options: OptionNames
  /// tokenform's own version, for the machine formats.
  package let version: String

  /// Settings of a run.
  package init(mask: SecretMask, options: OptionNames, version: String) {
    self.mask = mask
    self.options = options
    self.version = version
  }
}
