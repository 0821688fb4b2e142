extension Marketplace {
  /// Refuses characters that a URL cannot hold as they are, quotes among them.
  func checkTarget(of request: Request) throws(Problem) {
    let isAllowed = { (byte: UInt8) in (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte) }
    guard request.target.utf8.allSatisfy(isAllowed) else {
      throw .badRequest("The URL has a character that has to be percent-encoded.")
    }
  }

  /// Refuses bodies that are too large, or not JSON by their type, and clients that do not want JSON.
  func checkHeaders(of request: Request) throws(Problem) {
    guard request.body.count <= Self.maximumBodySize else {
      throw Problem(status: 413, detail: "A body holds at most \(Self.maximumBodySize) bytes.")
    }
    let accepted = mediaTypes(request.headers["accept"] ?? "*/*")
    guard accepted.contains(where: { $0 == "*/*" || $0 == "application/*" || isJSON($0) }) else {
      throw Problem(status: 406, detail: "Answers are application/json.")
    }
    let hasBody = request.method == "PUT" || request.method == "POST" && !request.body.isEmpty
    guard !hasBody || mediaTypes(request.headers["content-type"] ?? "").first.map(isJSON) == true else {
      throw Problem(status: 415, detail: "The content type of a body has to be application/json.")
    }
  }

  private func mediaTypes(_ header: String) -> [String] {
    header.split(separator: ",").map { type in
      String(type.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }).lowercased()
    }
  }

  private func isJSON(_ type: String) -> Bool {
    type == "application/json" || type == "text/json" || type.hasPrefix("application/") && type.hasSuffix("+json")
  }
}
