import PlanRendering
import TokenFiles
import TokenModel

/// Reads the input as YAML; the byte 0x1C, which YAML never contains, separates the files.
@Sendable func checkTokenFiles(_ bytes: [UInt8]) throws(BrokenInvariant) {
  let files = bytes.split(separator: 0x1C, maxSplits: 3, omittingEmptySubsequences: false).map { Array($0) }
  let mask = SecretMask(credential: Secret("an-older-credential-1"))
  let merge = merged(files, mask: mask)
  let diagnostics = merge.allDiagnostics
  for diagnostic in diagnostics { try check(diagnostic, of: files, mask: mask) }
  for token in merge.tokens { try check(token, mask: mask) }
  for set in merge.moduleSets {
    try check(set.modules, mask: mask)
    try require(set.modules.allSatisfy { $0.set == nil && $0.until == nil && $0.reason == nil }, "a set has more")
  }
  for buyer in merge.buyerGroups.flatMap(\.buyers) { try checkID(buyer) }
  try require(Set(merge.moduleSets.map(\.name)).count == merge.moduleSets.count, "a set is defined twice")
  try require(Set(merge.buyerGroups.map(\.name)).count == merge.buyerGroups.count, "a group is defined twice")
  try require(Set(merge.tokens.map(\.id)).count == merge.tokens.count, "a token is read twice")
  try checkText(diagnostics.text(mask: mask, options: .sample), mask: mask)
}

/// Puts secrets into the input, at a place that its last two bytes say, and looks for pieces of them in what is shown.
@Sendable func checkHidingOfSecrets(_ bytes: [UInt8]) throws(BrokenInvariant) {
  let pieces = ["Wq7Z", "q7Zx", "7Zx9", "Zx9K", "x9Kp"]
  guard !pieces.contains(where: { contains($0, in: bytes) }) else { return }
  let place = bytes.suffix(2).reduce(0) { $0 << 8 | Int($1) } % (bytes.count + 1)
  // Behind a backslash YAML takes letters of what follows away, and what is left is another text than the secret.
  guard !bytes[..<place].suffix(10).contains(UInt8(ascii: "\\")) else { return }
  for secret in ["idt:TKN-1111-1111:Wq7Zx9Kp", "an-older-one-Wq7Zx9Kp"] {
    let mask = SecretMask(credential: Secret("an-older-one-Wq7Zx9Kp"))
    let diagnostics = merged([bytes[..<place] + Array(secret.utf8) + bytes[place...]], mask: mask).allDiagnostics
    let shown =
      diagnostics.flatMap { [$0.message, $0.help?.text(.sample) ?? "", $0.excerpt?.line ?? ""] } + [
        diagnostics.text(mask: mask, options: .sample)
      ]
    for text in shown {
      for piece in pieces { try require(!contains(piece, in: Array(text.utf8)), "a secret is shown: \(text)") }
    }
  }
}

private func merged(_ files: [[UInt8]], mask: SecretMask) -> FileMerge {
  var merge = FileMerge(mask: mask)
  for (index, bytes) in files.enumerated() {
    merge.add(ParsedFile(path: path(index), bytes: bytes, mask: mask))
  }
  merge.link()
  return merge
}

extension FileMerge {
  fileprivate var allDiagnostics: [Diagnostic] { diagnostics + linkDiagnostics }
}

private func path(_ index: Int) -> String { "\(index).yaml" }

private func contains(_ piece: String, in bytes: [UInt8]) -> Bool {
  let piece = Array(piece.utf8)
  guard bytes.count >= piece.count else { return false }
  return (0...(bytes.count - piece.count)).contains { bytes[$0..<($0 + piece.count)].elementsEqual(piece) }
}

private func check(_ diagnostic: Diagnostic, of files: [[UInt8]], mask: SecretMask) throws(BrokenInvariant) {
  try require(!diagnostic.message.isEmpty, "a fault says nothing")
  for text in [diagnostic.message, diagnostic.help?.text(.sample) ?? "", diagnostic.excerpt?.line ?? ""] {
    // Where a line was cut behind a colon, the sign for it is nothing of a secret.
    let quoted = text.hasSuffix("…") ? String(text.dropLast()) : text
    try require(!mask.finds(in: quoted), "a secret is shown: \(text)")
  }
  if let address = diagnostic.address { try checkID(address) }
  guard let position = diagnostic.position else { throw BrokenInvariant(description: "a fault has no place") }
  guard let index = files.indices.first(where: { path($0) == position.file }) else {
    throw BrokenInvariant(description: "a fault is in no file: \(position.file)")
  }
  // No line and no column needs less than a byte.
  let most = files[index].count + 1
  try require(1...most ~= position.line && 1...most ~= position.column, "a fault is behind the end: \(position)")
  guard let excerpt = diagnostic.excerpt else { return }
  let scalars = excerpt.line.unicodeScalars
  try require(excerpt.column >= 1 && excerpt.length >= 1, "a caret points nowhere")
  try require(
    excerpt.column + excerpt.length <= scalars.count + 2, "the caret is outside of its line: \(excerpt)")
  try require(scalars.count <= 200, "a line is shown that is too long: \(scalars.count)")
  try require(!scalars.contains("\n"), "a line has two lines")
}

private func check(_ token: DesiredToken, mask: SecretMask) throws(BrokenInvariant) {
  try checkID(token.id)
  if let account = token.account { try checkID(account.value) }
  for field in TextField.allCases {
    guard let asked = token.texts[field] else { continue }
    try require(field.isNullable || asked.value?.isEmpty == false, "a \(field.rawValue) is empty")
    if let text = asked.value { try require(!mask.finds(in: text.string), "a value is a secret") }
  }
  if case .only(let ids) = token.extensions?.value { for id in ids { try checkID(id) } }
  guard let modules = token.modules?.value else { return }
  try check(modules, mask: mask)
  try require(!modules.isEmpty, "a list is empty")
  for entries in Dictionary(grouping: modules, by: \.reference).values where entries.count > 1 {
    // Sets follow an entry of the token's own that ends before them.
    let follow = entries.dropFirst().allSatisfy { $0.set != nil } && entries[0].set == nil && entries[0].until != nil
    try require(follow, "a module is listed twice")
  }
}

private func check(_ modules: [DesiredModule], mask: SecretMask) throws(BrokenInvariant) {
  for module in modules {
    switch module.reference {
    case .id(let id): try checkID(id)
    case .name(let name): try require(!name.isEmpty && !mask.finds(in: name.string), "a module's name is no name")
    }
    for buyer in module.filters?.value.buyers ?? [] { try checkID(buyer) }
    try require(module.buyerGroups.isEmpty || module.filters?.value.isEmpty == false, "a group has no buyers")
    if let reason = module.reason?.value.string {
      try require(!reason.isEmpty && !mask.finds(in: reason), "a reason is none")
    }
  }
}

private func checkID<Kind>(_ id: Identifier<Kind>) throws(BrokenInvariant) {
  try require(Identifier<Kind>(wellFormed: id.rawValue) != nil, "an id is malformed: \(id)")
}
