import PlanRendering
import Planning
import TokenModel

extension Command {
  static let show = Command(
    name: .show, operands: "PLANFILE", summary: "Print a saved plan again, in any format",
    discussion: """
      PLANFILE is what `tokenform plan --out` or `tokenform apply --undo` saved. It
      is printed as `tokenform plan` printed it, without a credential and without a
      network. A file that is damaged, or that is no plan, is refused with exit
      code 3 and the reason.
      """,
    options: [.format, .annotations, .noColor, .help],
    examples: [
      ("tokenform show plan.json", "prints the plan for a person"),
      ("tokenform show --format markdown plan.json", "prints it for a comment"),
      ("tokenform show --format json plan.json", "prints it for a program"),
    ])
}

extension Pipeline {
  func show() async -> ExitCode {
    let console = console(SecretMask(credential: world.credential))
    let path = settings.planFile ?? ""
    let plan: Plan
    switch await readPlan(path) {
    case .success(let saved): plan = saved
    case .failure(let fault): plan = Plan(endpoint: "", diagnostics: [fault.diagnostic], isComplete: false)
    }
    await console.show(.plan(plan))
    return Draft(plan: plan, mask: console.mask).obstacle ?? .done
  }
}
