import TokenFiles
import TokenModel

/// Takes the input as choices: of a file in many styles, and of what the platform holds where it differs. Adopting must end
/// in a file that asks for what the platform holds, or leave the token alone; no other token changes.
@Sendable func checkAdopt(_ bytes: [UInt8]) throws(BrokenInvariant) {
  var choices = Choices(bytes: bytes[...])
  let page = GeneratedPage(&choices)
  let mask = SecretMask()
  let loaded = load(page.bytes, mask: mask)
  guard !loaded.diagnostics.containsError else { return }
  var drifts: [TokenDrift] = []
  var live: [TokenID: LiveState] = [:]
  for token in loaded.tokens where choices.next(3) > 0 {
    let state = LiveState(of: token, &choices)
    live[token.id] = state
    let drift = state.drift(from: token)
    if !drift.isEmpty { drifts.append(drift) }
  }
  let adoption = Adoption(
    of: drifts, in: loaded, mask: mask, content: { _ in page.bytes }, reload: { load($0["0.yaml"] ?? [], mask: mask) })
  let after = adoption.files.first?.after ?? page.bytes
  let shown = "\(page.text)\n→\n\(String(decoding: after, as: UTF8.self))"
  try require(
    adoption.adopted.count + adoption.refused.count == drifts.count, "a drift is neither adopted nor refused: \(shown)")
  let edited = load(after, mask: mask)
  try require(!edited.diagnostics.containsError, "the edited file has a fault: \(edited.diagnostics) \(shown)")
  try require(edited.tokens.map(\.id) == loaded.tokens.map(\.id), "the tokens are others: \(shown)")
  for (was, now) in zip(loaded.tokens, edited.tokens) {
    if adoption.adopted.contains(was.id), let state = live[was.id] {
      try require(state.isHeld(by: now), "\(was.id) does not ask for what the platform holds: \(shown)")
    } else {
      try require(LiveState(of: was) == LiveState(of: now), "\(was.id) changed: \(shown)")
    }
  }
  try checkLines(of: page, after: after, shown)
  guard let file = adoption.files.first else { return }
  let patched = UnifiedDiff(file).bytes.patching(file.before)
  try require(patched == after, "the diff does not lead to the edited file: \(shown)")
}

private func load(_ bytes: [UInt8], mask: SecretMask) -> LoadedTokenFiles {
  var merge = FileMerge(mask: mask)
  merge.add(ParsedFile(path: "0.yaml", bytes: bytes, mask: mask))
  merge.link()
  return LoadedTokenFiles(
    tokens: merge.tokens, moduleSets: merge.moduleSets, buyerGroups: merge.buyerGroups,
    diagnostics: merge.diagnostics + merge.linkDiagnostics, fileCount: 1)
}

/// Comments on lines of their own are kept, in their order.
private func checkLines(of page: GeneratedPage, after: [UInt8], _ shown: String) throws(BrokenInvariant) {
  func comments(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("# own ") }.map(
      String.init)
  }
  try require(
    comments(page.text) == comments(String(decoding: after, as: UTF8.self)), "a comment is lost: \(shown)")
}

/// What the platform holds of a token, in the fields that the files manage.
private struct LiveState: Equatable {
  var texts: [TextField: String?] = [:]
  var modules: [String: ModuleFilters?]?
  var extensions: ExtensionScope?

  init(of token: DesiredToken) {
    for field in TextField.allCases {
      if let text = token.texts[field] { texts[field] = .some(text.value.map(\.string)) }
    }
    modules = token.modules.map { list in
      Dictionary(list.value.map { ($0.reference.text, $0.filters?.value) }, uniquingKeysWith: { first, _ in first })
    }
    extensions = token.extensions?.value
  }

  /// The state that the token asks for, with some of it different.
  init(of token: DesiredToken, _ choices: inout Choices) {
    self.init(of: token)
    for field in texts.keys.sorted(by: { $0.rawValue < $1.rawValue }) where choices.next(3) == 0 {
      let text = choices.pick(GeneratedPage.liveTexts)
      texts[field] = .some(field.isNullable && choices.next(4) == 0 ? nil : text)
    }
    for (key, filters) in (modules ?? [:]).sorted(by: { $0.key < $1.key }) {
      if choices.next(3) == 0 {
        modules?[key] = nil
      } else if filters != nil, choices.next(2) == 0 {
        modules?[key] = .some(choices.filters())
      }
    }
    if modules != nil {
      for id in ["MOD-0008", "MOD-0009"] where choices.next(3) == 0 {
        modules?[id] = .some(choices.next(2) == 0 ? nil : choices.filters())
      }
    }
    if extensions != nil, choices.next(2) == 0 {
      extensions =
        choices.next(3) == 0 ? .all : ExtensionScope((0..<choices.next(3)).map { ExtensionID("EXT-000\($0)-0000") })
    }
  }

  func drift(from token: DesiredToken) -> TokenDrift {
    var drift = TokenDrift(id: token.id)
    for field in TextField.allCases {
      if let asked = token.texts[field], let live = texts[field], asked.value?.string != live {
        drift.texts.append((field: field, live: live.map { VerbatimText($0) }))
      }
    }
    if let asked = token.extensions, let extensions, asked.value != extensions { drift.extensions = extensions }
    guard let modules, let list = token.modules?.value else { return drift }
    for entry in list {
      switch modules[entry.reference.text] {
      case nil: drift.removedModules.append(entry.position)
      case .some(let filters):
        if let filters, let asked = entry.filters, asked.value != filters {
          drift.filters.append(
            (position: asked.position == entry.position ? asked.position : entry.position, live: filters))
        }
      }
    }
    let held = Set(list.map(\.reference.text))
    for (id, filters) in modules.sorted(by: { $0.key < $1.key }) where !held.contains(id) {
      drift.addedModules.append(
        AddedModule(
          id: ModuleID(id), name: VerbatimText("Name \(id), #1"), isUniqueName: id == "MOD-0008",
          filters: (filters ?? nil) ?? .none))
    }
    return drift
  }

  /// Whether a token asks for this state; a module that is added may be given by its name.
  func isHeld(by token: DesiredToken) -> Bool {
    var asked = LiveState(of: token)
    asked.modules = asked.modules.map { modules in
      Dictionary(
        modules.map { key, filters in
          (key.hasPrefix("Name MOD-") ? String(key.dropFirst(5).prefix(8)) : key, filters)
        }, uniquingKeysWith: { first, _ in first })
    }
    return asked.texts == texts && asked.extensions == extensions
      && asked.modules?.mapValues { ($0 ?? nil) ?? .none } == modules?.mapValues { ($0 ?? nil) ?? .none }
  }
}

/// An input as choices; what is missing at its end is the first one.
struct Choices {
  var bytes: ArraySlice<UInt8>

  mutating func next(_ count: Int) -> Int {
    bytes.popFirst().map { Int($0) % count } ?? 0
  }

  mutating func pick(_ texts: [String]) -> String { texts[next(texts.count)] }

  mutating func filters() -> ModuleFilters {
    ModuleFilters(buyers: (0..<next(4)).map { BuyerID("BUY-000\($0 + next(2))-0000") })
  }
}

/// A configuration file in many styles.
struct GeneratedPage {
  let text: String

  var bytes: [UInt8] { Array(text.utf8) }

  static let liveTexts = [
    "Exporter", "two\nlines\n", "It's", "a: b #c", "null", "Käse 😀", " lead", "trail ", "a, b", "[x]", "::x", "\t",
    "long "
      + String(repeating: "word ", count: 30) + "end", "one\n\n\ntwo", "\"q\"", "\u{85}\u{2028}", "- x\n# y\n",
  ]

  private static let fileTexts = [
    "Exporter", "'It''s'", "\"a\\tb\"", "two\n      lines", "|\n      a\n      b\n", "|-\n      a\n", "|+\n      a\n\n",
    ">\n      fold\n      ed\n\n      more\n", "!!str x", "&anchor x", "Käse", "\"\\uD83D\\uDE80\"", "a # no\n      b",
  ]

  init(_ choices: inout Choices) {
    var lines: [String] = []
    let hasLists = choices.next(2) == 0
    for token in 1...(1 + choices.next(3)) {
      lines += Self.token(token, &choices, hasLists: hasLists)
      if choices.next(3) == 0 { lines.append("  # own between") }
    }
    var text = (["# own first"] + (hasLists ? Self.lists : []) + ["account: ACC-1111-1111", "tokens:"] + lines).map {
      $0 + "\n"
    }.joined()
    if choices.next(4) == 0 {
      text += "--- # next\ntokens: {TKN-0009-0000: {name: [x, \"y\"]}}\n".replacing("[x, \"y\"]", with: "x")
    }
    if choices.next(4) == 0 { text.removeLast() }
    if choices.next(4) == 0 { text = text.replacing("\n", with: "\r\n") }
    if choices.next(6) == 0 { text = "\u{FEFF}" + text }
    self.text = text
  }

  private static let lists = [
    "buyer_groups: {nordics: [BUY-0001-0000, BUY-0002-0000]}", "module_sets:", "  role:", "    - MOD-0001 # one",
    "    - {id: MOD-0003, filters: {group.buyers: [nordics]}}",
  ]

  private static func token(_ number: Int, _ choices: inout Choices, hasLists: Bool) -> [String] {
    let anchor = choices.pick(["", " &t\(number)", " # why"])
    var lines = ["  TKN-000\(number)-0000:\(anchor)"]
    if number > 1, choices.next(4) == 0 { lines.append("    <<: *t\(number - 1)") }
    for (key, isText) in [("name", true), ("description", true), ("modules", false), ("extensions", false)]
    where choices.next(4) > 0 {
      if choices.next(4) == 0 { lines.append("    # own \(key)") }
      if isText {
        let value = choices.pick(fileTexts)
        let isBlock = value.hasSuffix("\n")
        lines.append(
          "    \(key): " + (isBlock ? String(value.dropLast()) : value + choices.pick(["", " # end", "   "])))
      } else if key == "modules" {
        lines += modules(&choices, number, hasLists: hasLists)
      } else {
        lines += list(
          "extensions", (0..<choices.next(3)).map { "EXT-000\($0)-0000" }, indent: 4, &choices, empty: "null")
      }
    }
    return lines
  }

  private static func modules(_ choices: inout Choices, _ token: Int, hasLists: Bool) -> [String] {
    if token > 1, choices.next(6) == 0 { return ["    modules: *list"] }
    let byName = choices.next(3) == 0
    let items = (1...(1 + choices.next(4))).map { byName ? "Module \($0)" : "MOD-000\($0)" }
    if choices.next(3) == 0 {
      return list("modules", items, indent: 4, &choices, empty: "null")
    }
    var lines = ["    modules:" + choices.pick(["", " &list", " # which"])]
    let margin = choices.pick(["      ", "    "])
    if hasLists, choices.next(2) == 0 { lines.append("\(margin)- {set: role, until: 2030-01-01} # a role") }
    for item in items {
      if choices.next(5) == 0 { lines.append(margin + "# own entry") }
      switch choices.next(5) {
      case 0: lines += ["\(margin)- id: \(item)\(choices.pick(["", " # one"]))", "\(margin)  filters: {}"]
      case 1:
        lines += ["\(margin)- # why", "\(margin)  filters:"]
        lines += list(
          "group.buyers", (0...choices.next(3)).map { "BUY-000\($0)-0000" }, indent: margin.utf8.count + 4, &choices,
          empty: "[]")
        lines.append("\(margin)  id: \(item)")
      case 2 where hasLists:
        lines += [
          "\(margin)- id: \(item)", "\(margin)  until: 2031-05-05 # end",
          "\(margin)  filters: {group.buyers: [nordics, BUY-0003-0000]}",
        ]
      case 2: lines.append("\(margin)- {id: \(item), filters: {group.buyers: [BUY-0001-0000]}} # flow")
      default: lines.append("\(margin)-\(choices.pick([" ", "   "]))\(item)\(choices.pick(["", " # end"]))")
      }
    }
    return lines
  }

  private static func list(_ key: String, _ items: [String], indent: Int, _ choices: inout Choices, empty: String)
    -> [String]
  {
    let margin = String(repeating: " ", count: indent)
    if items.isEmpty { return ["\(margin)\(key): \(choices.pick([empty, "[]"]))"] }
    switch choices.next(4) {
    case 0: return ["\(margin)\(key): [\(items.joined(separator: ", "))] # flow"]
    case 1: return ["\(margin)\(key): ["] + items.map { "\(margin)  \($0), # item" } + ["\(margin)]"]
    case 2:
      return ["\(margin)\(key): ["]
        + items.dropLast().map { "\(margin)  \($0)," } + ["\(margin)  \(items[items.count - 1])", "\(margin)] # end"]
    default:
      return ["\(margin)\(key):"]
        + items.map { "\(margin)\(choices.pick(["- ", "  - "]).isEmpty ? "" : "  - ")\($0) # item" }
    }
  }
}

extension [UInt8] {
  /// The result of a unified diff of one file, applied to a text. Nil if it does not fit.
  fileprivate func patching(_ old: [UInt8]) -> [UInt8]? {
    func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
      var lines: [ArraySlice<UInt8>] = []
      var rest = bytes[...]
      while let feed = rest.firstIndex(of: UInt8(ascii: "\n")) {
        lines.append(rest[...feed])
        rest = rest[(feed + 1)...]
      }
      return rest.isEmpty ? lines : lines + [rest]
    }
    let old = lines(old)
    var result: [UInt8] = []
    var next = 0
    var body = lines(self).dropFirst(2)
    while let header = body.popFirst() {
      if header.starts(with: Array("\\ No newline".utf8)) { continue }
      if header.starts(with: Array("@@ -".utf8)) {
        let numbers = String(decoding: header, as: UTF8.self).dropFirst(4).prefix { $0 != " " }.split(separator: ",")
        guard let start = numbers.first.flatMap({ Int($0) }) else { return nil }
        let count = numbers.count > 1 ? Int(numbers[1]) ?? 1 : 1
        let first = count == 0 ? start : start - 1
        guard first >= next, first <= old.count else { return nil }
        for line in old[next..<first] { result += line }
        next = first
        continue
      }
      var line = header.dropFirst()
      if body.first?.starts(with: Array("\\ No newline".utf8)) == true { line = line.dropLast() }
      switch header.first {
      case UInt8(ascii: "+"): result += line
      case UInt8(ascii: "-"), UInt8(ascii: " "):
        guard next < old.count, old[next].elementsEqual(line) else { return nil }
        if header.first == UInt8(ascii: " ") { result += line }
        next += 1
      default: return nil
      }
    }
    for line in old[next...] { result += line }
    return result
  }
}
