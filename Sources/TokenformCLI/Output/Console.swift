import PlanDocument
import PlanRendering
import Planning
import TokenModel

/// Where a run prints: results to standard output, the rest to standard error.
struct Console: Sendable {
  private var output: any TextSink
  private let error: any TextSink
  private let renderer: Renderer
  private let errorStyle: TextStyle
  private let annotates: Bool

  /// - Parameter annotates: Whether plans and diagnostics are followed by annotations.
  init(
    _ world: World, format: OutputFormat, mask: SecretMask, noColor: Bool, linkBase: String? = nil, annotates: Bool
  ) {
    output = world.standardOutput
    error = world.standardError
    self.annotates = annotates
    errorStyle = world.style(for: error, noColor: noColor)
    renderer = Renderer(
      format, OutputSettings(mask: mask), style: world.style(for: output, noColor: noColor), linkBase: linkBase)
  }

  /// The same console with its results on standard error.
  var onStandardError: Console {
    var console = self
    console.output = error
    return console
  }

  /// Prints the subject with its diagnostics; on a terminal that shows both streams, its summary comes last.
  func show(_ subject: RenderedSubject) async {
    await show(subject, diagnostics: subject.plan.diagnostics)
    if annotates { error.post(annotations.text(of: subject.plan)) }
  }

  /// Prints several plans as one output, with their diagnostics.
  func show(_ plans: [NamedPlan]) async {
    let (output, renderer) = (output, renderer)
    let isShown = await runCancellable { renderer.render(plans) { output.post($0) } } != nil
    if !isShown { return output.abandon(because: .cutOff) }
    _ = await output.flush()
    for named in plans {
      show(named.plan.diagnostics)
      if annotates { error.post(annotations.text(of: named.plan)) }
    }
    _ = await error.flush()
  }

  /// Prints a difference between two trees of files, with its diagnostics.
  func show(_ difference: FilesDifference, as format: DifferenceFormat) async {
    let output = output
    let renderer = DifferenceRenderer(format, renderer.settings, style: renderer.style)
    let isShown = await runCancellable { renderer.render(difference) { output.post($0) } } != nil
    if !isShown { return output.abandon(because: .cutOff) }
    _ = await output.flush()
    show(difference.diagnostics)
    if annotates { error.post(annotations.text(of: difference)) }
    _ = await error.flush()
  }

  /// Prints the diagnostics of files, without a plan.
  func showFindings(_ diagnostics: [Diagnostic]) {
    show(diagnostics)
    if annotates { error.post(annotations.text(of: diagnostics)) }
  }

  /// Prints a plan that is about to be written. Formats that are one document wait for its report.
  func announce(_ plan: Plan) async {
    if !isOneDocument { await show(.planToApply(plan)) }
  }

  /// Says that no further update starts, and that those in flight are awaited.
  func announceEnd(atDeadline: Bool) {
    let rest = "No new updates are started; those in flight are awaited."
    error.post(
      atDeadline
        ? "The deadline (\(OptionNames.commandLine[.deadline])) has passed. \(rest)\n"
        : "\(rest) A second signal ends the run at once.\n")
  }

  /// Prints why a plan that was announced is not written, and its summary again.
  func refuse(_ refusal: Refusal) async {
    let subject = RenderedSubject.planToApply(refusal.plan)
    if isOneDocument { return await show(subject) }
    show(refusal.faults)
    _ = await error.flush()
    guard !refusal.plan.endpoint.isEmpty else { return }
    output.post(renderer.render(subject) { _ in })
    _ = await output.flush()
  }

  /// Prints the report of an announced plan, on standard error if standard output is closed.
  func show(_ report: ApplyReport, of plan: Plan) async {
    if !isOneDocument { output.post("\n") }
    let subject = RenderedSubject.report(report, of: plan)
    await show(subject, diagnostics: isOneDocument ? plan.diagnostics : [])
    guard let fault = await output.flush() else { return }
    error.post(fault.sentence + "The report follows here.\n" + renderer.text(of: subject))
    _ = await error.flush()
  }

  private func show(_ subject: RenderedSubject, diagnostics: [Diagnostic]) async {
    let (output, renderer) = (output, renderer)
    let render = { @Sendable in renderer.render(subject) { output.post($0) } }
    guard let summary = await subject.mayBeCutOff ? runCancellable(render) : runBlocking(render) else {
      return output.abandon(because: .cutOff)
    }
    _ = await output.flush()
    show(diagnostics)
    _ = await error.flush()
    output.post(summary)
    _ = await output.flush()
  }

  var mask: SecretMask { renderer.settings.mask }

  private var annotations: GitHubAnnotations { GitHubAnnotations(mask: mask, options: .commandLine) }

  /// How results are styled.
  var style: TextStyle { renderer.style }

  private var isOneDocument: Bool { renderer.format.isOneDocument }

  func show(_ diagnostics: [Diagnostic]) {
    if !diagnostics.isEmpty {
      error.post(diagnostics.text(style: errorStyle, mask: mask, options: .commandLine))
    }
  }
}

extension RenderedSubject {
  /// Whether a signal or the deadline may cut the printing short, which takes seconds for many thousand tokens. What an
  /// apply announces and reports is printed in any case, and so are errors.
  fileprivate var mayBeCutOff: Bool {
    switch self {
    case .plan(let plan), .dryRun(let plan, requests: _): plan.isApplicable
    case .planToApply, .report: false
    }
  }
}

extension OutputSettings {
  /// Settings of this program.
  init(mask: SecretMask) {
    self.init(mask: mask, options: .commandLine, version: Tokenform.version)
  }
}
