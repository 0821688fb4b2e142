import MarketplaceAPI
import TokenModel

@Sendable func checkTokenAnswer(_ bytes: [UInt8]) throws(BrokenInvariant) {
  let token = TokenResponse(body: bytes)?.token
  if let token { try check(token) }
  guard isSimple(bytes), bytes.first == UInt8(ascii: "{") else { return }
  let page = PageResponse<TokenResponse>(body: Array(#"{"data":["#.utf8) + bytes + Array("]}".utf8))
  if let token { try require(page?.elements.map(\.token) == [token], "a token is another one in a page") }
}

@Sendable func checkTokenPage(_ bytes: [UInt8]) throws(BrokenInvariant) {
  guard let page = PageResponse<TokenResponse>(body: bytes) else { return }
  try require(page.elements.count <= page.count, "a page has more elements than it has")
  for element in page.elements { try check(element.token) }
}

@Sendable func checkModulePage(_ bytes: [UInt8]) throws(BrokenInvariant) {
  guard let page = PageResponse<ModuleResponse>(body: bytes) else { return }
  try require(page.elements.count <= page.count, "a page has more elements than it has")
  for element in page.elements { try check(element.module) }
}

@Sendable func checkProblemDetails(_ bytes: [UInt8]) throws(BrokenInvariant) {
  let mask = SecretMask(credential: Secret("an-older-credential-1"))
  let problem = ProblemDetails(body: bytes, mask: mask)
  if let text = problem.text {
    try require(!text.isEmpty, "a problem is said that says nothing")
    try require(text.unicodeScalars.count <= 52_100, "a problem is said at too great a length")
  }
  for text in [problem.text, problem.traceID, String(decoding: bytes, as: UTF8.self)] {
    if let text { try require(!mask.finds(in: mask.masking(text)), "masking leaves a secret: \(text)") }
  }
}

/// Whether the bytes mean the same inside a larger text: they are UTF-8, and not nested so deep that a bound is near.
private func isSimple(_ bytes: [UInt8]) -> Bool {
  let opening = bytes.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
  return opening < 400 && !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
}

private func check(_ token: LiveToken) throws(BrokenInvariant) {
  for module in token.modules.value ?? [] { try check(module) }
}

private func check(_ module: LiveModule) throws(BrokenInvariant) {
  switch module.filters {
  case .known(let filters):
    try require(zip(filters.buyers, filters.buyers.dropFirst()).allSatisfy { $0 < $1 }, "buyers are not in order")
  case .unsupported(let names): try require(!names.isEmpty, "filters are unknown, but none is named")
  case .notAnswered, .unreadable: break
  }
}
