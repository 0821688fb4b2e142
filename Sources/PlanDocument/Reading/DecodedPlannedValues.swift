import Planning
import TokenModel

/// The managed fields of tokens as they will be, in a saved plan.
struct DecodedPlannedValues: Decodable {
  private let rootModule: Module

  var tokens: [PlannedToken] { rootModule.resources.map(\.token) }

  private enum CodingKeys: String, CodingKey {
    case rootModule = "root_module"
  }

  private struct Module: Decodable {
    let resources: [Resource]
  }

  private struct Resource: Decodable {
    let address: String
    let name: String?
    let values: Values

    var token: PlannedToken {
      var token = PlannedToken(id: TokenID(address), name: name.map { VerbatimText($0) })
      token.texts = values.texts
      token.modules = values.modules
      token.extensions = values.extensions
      return token
    }
  }

  private struct Values: Decodable {
    var texts = TextFields<VerbatimText??>(repeating: nil)
    var modules: [PlannedToken.Module]?
    var extensions: ExtensionScope?

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: FieldKey.self)
      for case .text(let field) in values.allKeys.map(\.field) {
        texts[field] = .some(try values.decode(String?.self, forKey: FieldKey(.text(field))).map { VerbatimText($0) })
      }
      modules = try values.decodeIfPresent([DecodedModule].self, forKey: FieldKey(.modules))?.map(\.module)
      if values.contains(FieldKey(.extensions)) {
        let ids = try values.decode([String]?.self, forKey: FieldKey(.extensions))
        extensions = ids.map { ExtensionScope($0.map { ExtensionID($0) }) } ?? .all
      }
    }
  }

  private struct DecodedModule: Decodable {
    let id: String
    let name: String?
    let filters: [String: [String]]?

    var module: PlannedToken.Module {
      PlannedToken.Module(
        id: ModuleID(id), name: name.map { VerbatimText($0) },
        filters: filters.map { ModuleFilters(buyers: ($0["group.buyers"] ?? []).map { BuyerID($0) }) })
    }
  }
}
