import FoundationEssentials

/// The machine format of a plan or an apply, as far as it is judged here.
struct Document: Decodable {
  let complete: Bool
  let resourceChanges: [Change]
  let results: [Result]?
  let diagnostics: [Diagnostic]

  struct Change: Decodable {
    let address: String
  }

  struct Result: Decodable {
    let address: String
    let outcome: String
    let attempts: Int
    let message: String?
  }

  struct Diagnostic: Decodable {
    let severity: String
    let code: String
  }

  init(_ text: String) throws {
    self = try Self.decoder.decode(Self.self, from: Data(text.utf8))
  }

  /// Reads the file of a saved plan, which has the document in an envelope.
  init(savedPlan text: String) throws {
    struct Envelope: Decodable {
      let plan: Document
    }
    self = try Self.decoder.decode(Envelope.self, from: Data(text.utf8)).plan
  }

  var errorCodes: [String] { diagnostics.filter { $0.severity == "error" }.map(\.code) }

  fileprivate static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}

/// A line of `--events`.
struct EventLine: Decodable {
  let event: String
  let address: String?
  let method: String?
  let status: Int?

  /// The lines of a file; the last one may have been cut off.
  static func read(_ text: String) throws -> [EventLine] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return try lines.map { try Document.decoder.decode(EventLine.self, from: Data($0.utf8)) }
  }
}
