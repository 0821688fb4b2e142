import JSONText
import TokenModel

extension Plan {
  /// A digest of what the plan would write: the same changes have the same one on any machine and in any order of files.
  /// Nil for a plan that no option allows: there is nothing to approve. A plan keeps it if only this run does not apply it. Documented in `docs/fingerprint.md`.
  package var fingerprint: String? {
    isComplete && !hasError && !refusals.contains { $0.code == .wrongAccount }
      ? SHA256.digest(of: canonicalForm) : nil
  }

  /// Whether an error is about the plan itself, and not about the run.
  private var hasError: Bool { diagnostics.contains { $0.severity == .error && !$0.code.kind.isOfTheRun } }

  /// The value that the fingerprint is computed over, in RFC 8785 form. Members are sorted by name, tokens and modules by id.
  package var canonicalForm: [UInt8] {
    var writer = JSONWriter(layout: .canonical)
    writer.begin(.object)
    writer.name("endpoint")
    writer.write(endpoint)
    writer.name("tokens")
    writer.begin(.array)
    for index in changes.indices.sorted(by: { changes[$0].id < changes[$1].id }) { writer.write(changes[index]) }
    writer.end(.array)
    writer.end(.object)
    return writer.bytes
  }

  /// The next plan, computed from what the platform holds according to the report. It is incomplete, and has no
  /// fingerprint, if the state of a token is unknown.
  package func remaining(after report: ApplyReport) -> Plan {
    let results = Dictionary(report.results.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var remaining = self
    remaining.changes = changes.compactMap { change in
      guard let result = results[change.id], !result.outcome.isDone else {
        return results[change.id] == nil ? change : nil
      }
      var change = change
      if !result.mismatches.isEmpty { change.difference = result.mismatches.reversed }
      return change
    }
    remaining.isComplete = isComplete && report.count(.unknown) == 0
    return remaining
  }
}

extension JSONWriter {
  private static let fields = TokenField.allCases.sorted { $0.name < $1.name }

  fileprivate mutating func write(_ change: TokenChange) {
    begin(.object)
    name("account")
    write(change.account?.id.rawValue)
    name("after")
    writeSide(of: change, isAfter: true)
    name("before")
    writeSide(of: change, isAfter: false)
    name("id")
    write(change.id.rawValue)
    // The approval of a change covers that its token is protected; a saved plan cannot be edited to drop it.
    if change.isProtected {
      name("protected")
      write(true)
    }
    end(.object)
  }

  private mutating func writeSide(of change: TokenChange, isAfter: Bool) {
    begin(.object)
    for field in Self.fields {
      switch field {
      case .text(let text):
        guard let index = change.texts.firstIndex(where: { $0.field == text }) else { continue }
        name(of: field.name)
        let text = isAfter ? change.texts[index].after : change.texts[index].before
        // Null and "" mean the same to the platform.
        write(text.flatMap { $0.isEmpty ? nil : $0.string })
      case .modules:
        guard let modules = change.modules else { continue }
        name(of: field.name)
        write(isAfter ? modules.after : modules.before)
      case .extensions:
        guard let extensions = change.extensions else { continue }
        name(of: field.name)
        write(isAfter ? extensions.after : extensions.before)
      }
    }
    end(.object)
  }

  /// Null for all, which is not an empty list.
  private mutating func write(_ extensions: ExtensionScope) {
    guard case .only(let ids) = extensions else { return writeNull() }
    begin(.array)
    for id in ids { write(id.rawValue) }
    end(.array)
  }

  private mutating func write(_ modules: [HeldModule]) {
    begin(.array)
    for module in modules {
      begin(.object)
      name("filters")
      begin(.object)
      if !module.filters.isEmpty {
        name("group.buyers")
        begin(.array)
        for buyer in module.filters.buyers { write(buyer.rawValue) }
        end(.array)
      }
      end(.object)
      name("id")
      write(module.id.rawValue)
      end(.object)
    }
    end(.array)
  }
}
