import Planning
import TokenModel

extension MaskedJSONWriter {
  /// The managed fields of tokens as they will be, under the names that Terraform's plans have for them.
  mutating func writePlannedValues(_ tokens: [PlannedToken]) {
    object("planned_values") { page in
      page.object("root_module") { page in
        page.array("resources") { page in
          for token in tokens {
            page.object { $0.writePlanned(token) }
          }
        }
      }
    }
  }

  private mutating func writePlanned(_ token: PlannedToken) {
    masked("address", token.id.rawValue)
    word("mode", "managed")
    word("type", "marketplace_api_token")
    masked("name", token.name?.string)
    object("values") { page in
      for field in TextField.allCases {
        guard let text = token.texts[field] else { continue }
        page.name(.text(field))
        page.masked(text?.string)
      }
      if let modules = token.modules {
        page.array("modules") { page in
          for module in modules {
            page.object { page in
              page.reference(module.id.rawValue, module.name?.string)
              if let filters = module.filters { page.object("filters") { $0.writeFilters(filters) } }
            }
          }
        }
      }
      if let extensions = token.extensions { page.writeExtensions(extensions) }
    }
  }
}
