import JSONText
package import TokenModel

/// A report that an earlier run printed as JSON, as far as a later one is compared with it.
package struct EarlierReport: Sendable, Equatable {
  /// When it was made.
  package var madeAt: String?
  /// The platform's base URL.
  package var endpoint = ""
  /// The module that it is limited to; nil for all.
  package var scope: ModuleID?
  /// The tokens, in their order.
  package var tokens: [SnapshotToken] = []
  private var format: String?
  private var version: String?
  private var isComplete = false

  /// Why a text cannot be compared with.
  package struct Fault: Error, Equatable {
    /// The end of a sentence.
    package let reason: String
  }

  /// Reads the JSON that ``AccessReportDocument`` writes. Throws if it is none, has another major version, is not
  /// complete, or lists something twice.
  package init(_ text: [UInt8]) throws(Fault) {
    let read = JSONReader.read(text) { (reader) throws(JSONReader.SyntaxError) -> EarlierReport? in
      try EarlierReport(&reader)
    }
    guard let read, read.format == AccessReportDocument.format else {
      throw Fault(reason: "it is not a report in JSON format")
    }
    guard read.version?.split(separator: ".").first == AccessReportDocument.formatVersion.split(separator: ".").first
    else { throw Fault(reason: "this version does not read its format version \(read.version ?? "")") }
    guard read.isComplete else { throw Fault(reason: "the report was not complete") }
    guard Set(read.tokens.map(\.id)).count == read.tokens.count,
      read.tokens.allSatisfy({ Set($0.modules.map(\.id)).count == $0.modules.count })
    else { throw Fault(reason: "it lists a token, or a module of a token, twice") }
    self = read
  }

  private init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "format": format = try reader.string()
      case "format_version": version = try reader.string()
      case "timestamp": madeAt = try reader.string()
      case "endpoint": endpoint = try reader.string() ?? ""
      case "complete": isComplete = try reader.boolean() ?? false
      case "module":
        if reader.isAtNull() { try reader.skip() } else { scope = try SnapshotModule(&reader)?.id }
      case "tokens":
        _ = try reader.array { (reader) throws(JSONReader.SyntaxError) in
          if let token = try SnapshotToken(&reader) { tokens.append(token) }
        }
      default: try reader.skip()
      }
    }
    guard isObject else { return nil }
  }
}

extension SnapshotToken {
  /// Reads a token of a report; nil if it has no id.
  fileprivate init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var token = SnapshotToken(id: TokenID(""), name: nil, status: nil, extensions: nil, modules: [])
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "id": token.id = TokenID(try reader.string() ?? "")
      case "name": token.name = try reader.string().map { VerbatimText($0) }
      case "status": token.status = try reader.string()
      case "extensions": token.extensions = try Self.extensions(&reader)
      case "modules":
        _ = try reader.array { (reader) throws(JSONReader.SyntaxError) in
          if let module = try SnapshotModule(&reader) { token.modules.append(module) }
        }
      default: try reader.skip()
      }
    }
    guard isObject, !token.id.rawValue.isEmpty else { return nil }
    self = token
  }

  /// Null is all extensions.
  private static func extensions(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) -> ExtensionScope? {
    if reader.isAtNull() {
      try reader.skip()
      return .all
    }
    var ids: [ExtensionID] = []
    let isArray = try reader.array { (reader) throws(JSONReader.SyntaxError) in
      if let id = try reader.string() { ids.append(ExtensionID(id)) }
    }
    return isArray ? ExtensionScope(ids) : nil
  }
}

extension SnapshotModule {
  /// Reads a module of a report; nil if it has no id. Filters that are null are not known.
  fileprivate init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var module = SnapshotModule(id: ModuleID(""), name: nil, filters: nil)
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "id": module.id = ModuleID(try reader.string() ?? "")
      case "name": module.name = try reader.string().map { VerbatimText($0) }
      case "filters": module.filters = try Self.filters(&reader)
      default: try reader.skip()
      }
    }
    guard isObject, !module.id.rawValue.isEmpty else { return nil }
    self = module
  }

  private static func filters(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) -> ModuleFilters? {
    guard reader.isAtObject() else {
      try reader.skip()
      return nil
    }
    var buyers: [BuyerID] = []
    _ = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      guard case "group.buyers" = name else { return try reader.skip() }
      _ = try reader.array { (reader) throws(JSONReader.SyntaxError) in
        if let id = try reader.string() { buyers.append(BuyerID(id)) }
      }
    }
    return ModuleFilters(buyers: buyers)
  }
}
