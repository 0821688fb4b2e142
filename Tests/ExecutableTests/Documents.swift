import FoundationEssentials

func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
  try JSONDecoder().decode(type, from: Data(text.utf8))
}

/// The machine format, as far as these tests look at it. Text after the document is an error.
struct Document: Decodable {
  let formatVersion: String
  let timestamp: String?
  let endpoint: String
  let complete: Bool
  let summary: [String: Int]
  let fingerprint: String?
  let resourceChanges: [Change]
  let resourceDrift: [Change]?
  let noLongerManaged: [Unmanaged]?
  let unmanaged: [Uncovered]?
  let requests: [Request]?
  let results: [Result]?
  let endedEarly: String?
  let diagnostics: [Diagnostic]

  struct Change: Decodable, Equatable {
    let address: String
    let grants: [String]
    let revocations: [String]
    let cause: String?
    let causes: [String: String]?
    let moduleCauses: [String: String]?
  }

  struct Unmanaged: Decodable, Equatable {
    let address: String
    let keys: [String]?
    let source: Source

    struct Source: Decodable, Equatable {
      let file: String
      let line: Int
    }
  }

  struct Uncovered: Decodable, Equatable {
    let id: String
    let name: String?
  }

  struct Request: Decodable {
    let method: String
    let url: String
    let body: String
  }

  struct Result: Decodable {
    let address: String
    let outcome: String
    let attempts: Int
    let message: String?
    let asked: [String: String]?
    let stored: [String: String]?
  }

  struct Diagnostic: Decodable {
    let severity: String
    let code: String
    let message: String
    let address: String?
    let file: String?
    let line: Int?
  }

  init(_ text: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: Data(text.utf8))
  }

  var codes: [String] { diagnostics.map(\.code) }

  /// The ids of the tokens by outcome.
  func ids(_ outcome: String) -> [String] { results?.filter { $0.outcome == outcome }.map(\.address) ?? [] }
}
