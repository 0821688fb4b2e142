import AccessReport
import PlanDocument
import Planning
import TokenModel

/// A report as CSV (RFC 4180) in UTF-8: a header, then one row for each token and module, and one for a token without any.
struct AccessReportCSV {
  static let columns = [
    "account", "account_name", "token", "token_name", "status", "extensions", "created_at", "created_by", "changed_at",
    "changed_by", "last_used_at", "token_state", "token_findings", "module", "module_name", "buyers", "state",
    "declared_at", "set", "until", "reason", "findings",
  ]

  private let untrusted: UntrustedText

  init(_ untrusted: UntrustedText) {
    self.untrusted = untrusted
  }

  func write(_ report: AccessReport, to output: ChunkedOutput) {
    var bytes = Array(Self.columns.joined(separator: ",").utf8) + Self.lineEnd
    let accounts = Dictionary(
      report.accounts.map { ($0.id, cell($0.name?.string ?? "")) }, uniquingKeysWith: { first, _ in first })
    // Escaped once, not once for each token that holds the module.
    let modules = Dictionary(
      report.modules.map { module in
        (module.id, cell(module.id.rawValue) + Self.comma + cell(module.name?.string ?? ""))
      }, uniquingKeysWith: { first, _ in first })
    for token in report.tokens {
      let start = start(of: token, accountName: token.account.flatMap { accounts[$0] } ?? [])
      if token.modules.isEmpty {
        bytes += start
        let rest = ["", "", "", "", token.position.map(place) ?? "", "", "", "", ""]
        for text in rest {
          bytes += Self.comma
          append(text, to: &bytes)
        }
        bytes += Self.lineEnd
        output.flushIfNeeded(&bytes)
      }
      for module in token.modules {
        bytes += start
        bytes += Self.comma
        bytes += modules[module.id] ?? cell(module.id.rawValue) + Self.comma
        write(module, of: token, to: &bytes)
        output.flushIfNeeded(&bytes)
      }
    }
    output.flushIfNeeded(&bytes, isEnd: true)
  }

  private static let comma: [UInt8] = [UInt8(ascii: ",")]
  private static let lineEnd: [UInt8] = [0x0D, 0x0A]

  /// The cells of the token itself.
  private func start(of token: ReportedToken, accountName: [UInt8]) -> [UInt8] {
    let cells: [String] = [
      token.id.rawValue, token.name?.string ?? "", token.status?.word ?? "", extensions(token.extensions),
      token.created?.at ?? "", author(token.created), token.changed?.at ?? "", author(token.changed),
      lastUse(token.lastUse), token.state.rawValue, words(token.ownFindings),
    ]
    return Array(
      ([cell(token.account?.rawValue ?? ""), accountName] + cells.map(cell)).joined(separator: Self.comma))
  }

  private func write(_ module: ReportedModule, of token: ReportedToken, to bytes: inout [UInt8]) {
    let cells: [String] = [
      buyers(module.filters), module.state.rawValue, (module.position ?? token.position).map(place) ?? "",
      module.set ?? "", module.until?.description ?? "", module.reason?.string ?? "", words(module.findings),
    ]
    for text in cells {
      bytes += Self.comma
      append(text, to: &bytes)
    }
    bytes += Self.lineEnd
  }

  private func buyers(_ filters: ModuleFilters?) -> String {
    guard let filters else { return "unknown" }
    return filters.isEmpty ? "all" : filters.buyers.map(\.rawValue).joined(separator: " ")
  }

  private func extensions(_ scope: Fetched<ExtensionScope>) -> String {
    switch scope {
    case .omitted: "unknown"
    case .known(.all): "all"
    case .known(.only(let ids)): ids.isEmpty ? "none" : ids.map(\.rawValue).joined(separator: " ")
    }
  }

  private func lastUse(_ time: Fetched<String?>) -> String {
    switch time {
    case .omitted: "unknown"
    case .known(let time): time ?? "never"
    }
  }

  private func author(_ event: LastChange?) -> String {
    guard let name = event?.byName else { return event?.byID ?? "" }
    return name + (event?.byID.map { " (\($0))" } ?? "")
  }

  private func words(_ findings: Findings) -> String {
    findings.isEmpty ? "" : findings.list.map(\.rawValue).joined(separator: " ")
  }

  private func place(_ position: SourcePosition) -> String { "\(position.file):\(position.line)" }
}

extension AccessReportCSV {
  private func cell(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return bytes
  }

  /// Appends a text from the platform or from a file as a cell: masked, with what is hidden as escapes, and so that no
  /// spreadsheet computes it and no CI runner takes its line for a command.
  private func append(_ text: String, to bytes: inout [UInt8]) {
    if text.utf8.isEmpty { return }
    let shown = Escaping.bare.shown(untrusted.mask.masking(text))
    let isFormula = shown.utf8.first.map(Self.beginsFormula) ?? false
    let isCommand = shown.utf8.starts(with: "::".utf8)
    let guarded = isFormula || isCommand ? "'" + shown : shown
    guard guarded.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
      bytes += guarded.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in guarded.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The characters with which a spreadsheet begins to compute. Tab and carriage return are escapes by now.
  private static func beginsFormula(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "=") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
  }
}
