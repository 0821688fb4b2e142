import JSONText
import TokenModel

/// A module of the catalogue or of a user group in a response.
struct CatalogueModuleResponse: JSONReadable {
  let id: String
  /// Nil for a module without a name.
  let module: CatalogueModule?
  /// Whether the response lists the filters that the module supports.
  let hasFilters: Bool

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var id = JSONField<String>.absent
    var name = JSONField<String>.absent
    var accountTypes = JSONField<[String]>.absent
    var settings = JSONField<ModuleSettingsResponse>.absent
    var filters = JSONField<SupportedFilters>.absent
    let isObject = try reader.object { (reader, member) throws(JSONReader.SyntaxError) in
      switch member {
      case "id": try reader.read(into: &id)
      case "name": try reader.read(into: &name)
      case "accountTypes": try reader.read(into: &accountTypes)
      case "settings": try reader.read(into: &settings)
      case "filters": try reader.read(into: &filters)
      default: try reader.skip()
      }
    }
    guard isObject, let id = id.value else { return nil }
    self.id = id
    var rules = settings.value?.rules ?? ModuleRules()
    rules.accountTypes = accountTypes.value
    rules.knowsBuyerFilter = filters.value?.knowsBuyers
    hasFilters = filters.value != nil
    module = name.value.map { CatalogueModule(id: ModuleID(id), name: VerbatimText($0), rules: rules) }
  }
}

extension [CatalogueModuleResponse] {
  /// The modules that have a name. If any module lists its filters, modules without the member support none; if no
  /// module does, it is unknown which filters they support.
  var modules: [CatalogueModule] {
    let listsFilters = contains(where: \.hasFilters)
    return compactMap { response in
      guard var module = response.module else { return nil }
      if listsFilters, !response.hasFilters { module.rules.knowsBuyerFilter = false }
      return module
    }
  }
}

private struct ModuleSettingsResponse: JSONReadable {
  let rules: ModuleRules

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var isDefault = JSONField<Bool>.absent
    var isConfigurable = JSONField<Bool>.absent
    var isObsolete = JSONField<Bool>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "default": try reader.read(into: &isDefault)
      case "configurable": try reader.read(into: &isConfigurable)
      case "obsolete": try reader.read(into: &isObsolete)
      default: try reader.skip()
      }
    }
    guard isObject else { return nil }
    rules = ModuleRules(
      isObsolete: isObsolete.value ?? false, isMandatory: isDefault.value == true && isConfigurable.value == false,
      isForbidden: isDefault.value == false && isConfigurable.value == false)
  }
}

/// The filters that a module supports, with the scopes of each: `{"group.buyers": ["selected", "all"]}`, or the same as
/// nested objects.
private struct SupportedFilters: JSONReadable {
  let knowsBuyers: Bool

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var knowsBuyers = false
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "group.buyers":
        knowsBuyers = !reader.isAtNull()
        try reader.skip()
      case "group":
        _ = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
          if case "buyers" = name { knowsBuyers = !reader.isAtNull() }
          try reader.skip()
        }
      default: try reader.skip()
      }
    }
    guard isObject else { return nil }
    self.knowsBuyers = knowsBuyers
  }
}
