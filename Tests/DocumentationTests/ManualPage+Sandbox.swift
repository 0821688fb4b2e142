import CommandLineKit

@testable import MarketplaceSandbox

extension ManualPage {
  static let sandbox = ManualPage(
    name: "marketplace-sandbox", summary: "a local stand-in for the SoftwareOne Marketplace API",
    synopsis: [".Nm", ".Op Ar option ..."],
    sections: [
      (
        "DESCRIPTION",
        """
        .Nm
        serves modules and API tokens as the platform does.
        \(ManualText.blocks(SandboxHelp.operation))
        .Pp
        The options are:
        \(list(SandboxOptions.general, and: [.version, .help]))
        .Pp
        These choose a rule of the platform that the sources disagree about:
        \(list(SandboxOptions.ruleOptions))
        .Pp
        These change how calls under
        .Pa /public/v1
        respond:
        \(list(SandboxOptions.misbehaviourOptions))
        .Pp
        These let requests fail:
        \(list(SandboxOptions.faultOptions))
        """
      ),
      (
        "FAULTS",
        """
        \(ManualText.blocks(SandboxHelp.faults))
        .Pp
        The kinds are:
        \(list(SandboxHelp.kinds.map { (ManualText.verbatim($0.0), ManualText.sentence($0.1)) }))
        .Pp
        \(ManualText.blocks(SandboxHelp.conditions))
        """
      ),
      ("BEHAVIOUR", ManualText.blocks(SandboxHelp.behaviour)),
      ("EXAMPLES", SandboxHelp.examples.map { ".Dl " + ManualText.verbatim($0) }.joined(separator: "\n")),
      ("SEE ALSO", references(["tokenform"])),
    ])

  private static func list(_ options: [Option<SandboxOptions>], and others: [OptionInfo] = []) -> String {
    list(options.map(\.info) + others)
  }
}
