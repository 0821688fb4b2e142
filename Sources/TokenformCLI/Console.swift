import PlanRendering
import Planning
import TokenModel

/// Where a run prints: results to standard output, the rest to standard error.
struct Console {
  private let output: any TextSink
  private let error: any TextSink
  private let renderer: Renderer
  private let errorStyle: TextStyle

  init(_ world: World, format: OutputFormat, mask: SecretMask, noColor: Bool) {
    let mayColour = !noColor && world.setting("NO_COLOR") == nil && world.environment["TERM"] != "dumb"
    output = world.standardOutput
    error = world.standardError
    errorStyle = mayColour && error.isTerminal ? .coloured : .plain
    renderer = Renderer(
      format, style: mayColour && output.isTerminal ? .coloured : .plain, mask: mask, version: Tokenform.version)
  }

  /// Prints the subject with its diagnostics; on a terminal that shows both streams, its summary stands last.
  func show(_ subject: RenderedSubject) async {
    let rendered = renderer.render(subject)
    output.post(rendered.body)
    _ = await output.flush()
    show(subject.plan.diagnostics)
    _ = await error.flush()
    output.post(rendered.summary)
    _ = await output.flush()
  }

  func show(_ diagnostics: [Diagnostic]) {
    if !diagnostics.isEmpty { error.post(diagnostics.text(style: errorStyle, mask: renderer.mask)) }
  }
}
