import TestSupport

/// Measures `tokenform` side by side with what cannot be saved: libyaml's bare event loop over the same files, and
/// libcurl moving the same requests at the same parallelism without looking at the responses.
///
///     benchmark [--quick] [--tokens N]... [--latency MS]... [--runs N] [--json FILE] [--page FILE]
let options = try Options(CommandLine.arguments.dropFirst())
let programs = Programs()
var table = Table(runs: options.runs)
table.add(try StartUp.rows(programs, runs: options.runs))
for tokens in options.tokens {
  for latency in options.latencies {
    let scene = try await Scene(tokens: tokens, latency: latency, programs: programs)
    for row in try scene.rows(runs: options.runs) { table.add([row]) }
    if latency == 0, tokens == options.renderedTokens { table.add(try scene.renderingRows(runs: options.runs)) }
    if latency == 0, tokens == options.renderedTokens { table.note(try await scene.sandboxSpeed()) }
    try await scene.end()
  }
}
print(table.text)
if let path = options.json { try table.writeJSON(to: path) }
if let path = options.page {
  try MarkedPage.fill(path, with: [("benchmark", "Made by `make bench` \(Machine.description).\n\n\(table.text)")])
}
