import JSONText
import Planning
import TokenModel

/// The machine format, whose keys and their order are documented in `docs/json.md`.
struct JSONDocument {
  let mask: SecretMask
  let version: String

  func text(of subject: RenderedSubject) -> String {
    var text = String(decoding: document(of: subject).encoded(.indented), as: UTF8.self)
    text += "\n"
    return text
  }

  func document(of subject: RenderedSubject, adding more: [JSON.Member] = []) -> JSON {
    let plan = subject.plan
    var members: [JSON.Member] = [
      .init("format_version", .string(Renderer.formatVersion)),
      .init("tokenform_version", .string(version)),
      .init("timestamp", masked(plan.madeAt)),
      .init("endpoint", masked(plan.endpoint)),
      .init("accounts", .array(plan.accounts.map { reference($0.id.rawValue, $0.name?.string) })),
      .init("fingerprint", JSON(plan.fingerprint)),
      .init("complete", .bool(plan.isComplete)),
      .init("summary", summary(of: subject)),
      .init("resource_changes", .array(plan.changes.map(resourceChange))),
    ]
    if !plan.drift.isEmpty { members.append(.init("resource_drift", .array(plan.drift.map(resourceChange)))) }
    if !plan.noLongerManaged.isEmpty {
      members.append(.init("no_longer_managed", .array(plan.noLongerManaged.map(noLongerManaged))))
    }
    if let uncovered = plan.uncovered {
      members.append(.init("unmanaged", .array(uncovered.map { reference($0.id.rawValue, $0.name?.string) })))
    }
    if case .dryRun(_, let requests) = subject {
      members.append(.init("requests", .array(requests.map(request))))
    }
    if let report = subject.report {
      members.append(.init("results", .array(report.results.map(result))))
      if !report.isConverged { members.append(.init("fingerprint_left", JSON(plan.left(after: report).fingerprint))) }
      if let ending = report.ending { members.append(.init("ended_early", .string(ending.word))) }
    }
    let refusals = plan.refusals.map { refusal in
      var refusal = refusal
      refusal.severity = subject.isApply || refusal.code.endsPlan ? .error : .warning
      return refusal
    }
    members.append(.init("diagnostics", .array((plan.diagnostics + refusals).map(diagnostic))))
    return .object(members + more)
  }

  private func request(_ request: RequestPreview) -> JSON {
    .object([
      .init("method", .string(request.method)), .init("url", masked(request.url)), .init("body", masked(request.body)),
    ])
  }

  private func summary(of subject: RenderedSubject) -> JSON {
    let summary = subject.plan.summary
    var members: [JSON.Member] = [
      .init("update", .int(summary.update)), .init("unchanged", .int(summary.unchanged)),
      .init("missing", .int(summary.missing)), .init("grants", .int(summary.grants)),
      .init("revocations", .int(summary.revocations)), .init("refiltered", .int(summary.refiltered)),
    ]
    if let report = subject.report {
      members += Outcome.allCases.map { .init($0.rawValue, .int(report.count($0))) }
    }
    return .object(members)
  }

  private func diagnostic(_ diagnostic: Diagnostic) -> JSON {
    var members: [JSON.Member] = [
      .init("severity", .string(diagnostic.severity.rawValue)),
      .init("code", .string(diagnostic.code.rawValue)),
      .init("message", masked(diagnostic.message)),
    ]
    if let help = diagnostic.help { members.append(.init("help", masked(help))) }
    if let address = diagnostic.address { members.append(.init("address", masked(address.rawValue))) }
    if let position = diagnostic.position { members += place(position) }
    return .object(members)
  }

  func masked(_ text: String?) -> JSON { JSON(text.map(mask.masking)) }

  /// Something by its id, with its name where that is known.
  func reference(_ id: String?, _ name: String?) -> JSON {
    let members: [JSON.Member] = [.init("id", masked(id))]
    return .object(name.map { members + [.init("name", masked($0))] } ?? members)
  }

  func place(_ position: SourcePosition) -> [JSON.Member] {
    [
      .init("file", masked(position.file)), .init("line", .int(position.line)),
      .init("column", .int(position.column)),
    ]
  }
}

extension RunEnding {
  fileprivate var word: String {
    switch self {
    case .interrupted: "interrupted"
    case .deadline: "deadline"
    case .unauthorized: "unauthorized"
    case .failFast: "fail_fast"
    }
  }
}
