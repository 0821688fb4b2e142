import TokenFiles
import TokenModel

/// Takes the input as the texts of a token, with the byte 0x1C between one and the next, and writes and reads them.
@Sendable func checkImport(_ bytes: [UInt8]) throws(BrokenInvariant) {
  let texts = bytes.split(separator: 0x1C, maxSplits: 6, omittingEmptySubsequences: false).map {
    VerbatimText(String(decoding: $0, as: UTF8.self))
  }
  func text(_ index: Int) -> VerbatimText? { index < texts.count ? texts[index] : nil }
  let module = LiveModule(id: ModuleID("MOD-0001"), name: text(3), filters: .known(.none))
  var live = LiveToken(
    id: TokenID("TKN-0000-0001"), modules: .known([module]),
    account: Account(id: AccountID("ACC-0000-0001"), name: text(4)), status: text(5).map { Status($0.string) })
  live.extensions = .known(extensions(text(6)))
  for (index, field) in TextField.allCases.enumerated() { live.texts[field] = .known(text(index)) }
  let mask = SecretMask(credential: Secret("an-older-credential-1"))
  let imported = ImportedTokens([live], mask: mask)
  let written = TokenFileText.text(of: imported.tokens, mask: mask)
  var merge = FileMerge(mask: mask)
  merge.add(ParsedFile(path: "0.yaml", bytes: Array(written.utf8), mask: mask))
  merge.link()
  try require(!merge.diagnostics.containsError, "what was written has a fault: \(merge.diagnostics)")
  try require(merge.tokens.map(\.id) == [live.id], "other tokens are read than were written: \(merge.tokens)")
  let read = merge.tokens[0]
  let token = imported.tokens[0]
  try require(read.account?.value == live.account?.id, "the account is another one")
  for field in TextField.allCases {
    try require(
      read.texts[field].map(\.value) == token.texts[field], "the \(field.rawValue) is another one: \(written)")
  }
  try require(read.modules?.value.map(\.reference) == [.id(module.id)], "the modules are others: \(written)")
  try require(read.extensions?.value == token.extensions, "the extensions are others: \(written)")
  // Where a quote is escaped, the file has a character that the text has not, and may look like what the text is not.
  let plain = written.split(separator: "\n").filter { $0.utf8.firstRange(of: "\\\"".utf8) == nil }
    .joined(separator: "\n")
  try checkText(plain, mask: mask)
}

/// The ids that a text holds, well-formed or not; an absent list for none.
private func extensions(_ text: VerbatimText?) -> LiveExtensions {
  guard let text else { return .absent }
  return .listed(ExtensionScope(text.string.split(separator: ",").map { ExtensionID(String($0)) }))
}
