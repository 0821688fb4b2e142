package import JSONText
package import TokenModel

/// A module of a token in a response.
package struct ModuleResponse: JSONReadable {
  /// The module with its filters, as far as the response has them.
  package let module: LiveModule

  /// Reads a module. Nil if it has no id, or if its filters have an unexpected type.
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var id = JSONField<String>.absent
    var name = JSONField<String>.absent
    var filters = JSONField<FiltersResponse>.absent
    var metadata = JSONField<ResponseMetadata>.absent
    let isObject = try reader.object { (reader, member) throws(JSONReader.SyntaxError) in
      switch member {
      case "id": try reader.read(into: &id)
      case "name": try reader.read(into: &name)
      case "filters": try reader.read(into: &filters)
      case "$meta": try reader.read(into: &metadata)
      default: try reader.skip()
      }
    }
    guard isObject, let id = id.value else { return nil }
    let fetched: LiveModule.Filters
    switch filters {
    case .absent, .null:
      let isOmitted = metadata.value?.omitted.contains(.filters) ?? false
      fetched = isOmitted ? .notAnswered : .known(.none)
    case .value(let response): fetched = response.filters
    case .mismatch: return nil
    }
    module = LiveModule(id: ModuleID(id), name: name.value.map { VerbatimText($0) }, filters: fetched)
  }
}

/// The filters of a module. Source of `group.buyers`: the schema; the names of other filters are kept.
private struct FiltersResponse: JSONReadable {
  let filters: LiveModule.Filters

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var buyers = JSONField<[BuyerID]>.absent
    var unknown: Set<String> = []
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "group.buyers": try reader.read(into: &buyers)
      default:
        unknown.insert(name.text)
        try reader.skip()
      }
    }
    guard isObject else { return nil }
    guard unknown.isEmpty else {
      filters = .unsupported(unknown.sorted())
      return
    }
    guard !buyers.isMismatch else { return nil }
    // No document says whether this means no buyer or no filter.
    guard buyers.value?.isEmpty != true else {
      filters = .unsupported(["an empty group.buyers"])
      return
    }
    filters = .known(ModuleFilters(buyers: buyers.value ?? []))
  }
}

extension [LiveModule] {
  /// Each module once. If a response lists a module more than once with different filters, its filters are unsupported:
  /// a write could only send those of one entry.
  var deduplicated: [LiveModule] {
    // Most lists are short and have no duplicates: they need no dictionary.
    let isShort = count <= 32
    if isShort, !indices.contains(where: { index in self[..<index].contains { $0.id == self[index].id } }) {
      return self
    }
    var indexByID: [ModuleID: Int] = [:]
    var modules: [LiveModule] = []
    for module in self {
      if let index = indexByID[module.id] {
        if modules[index].filters != module.filters { modules[index].filters = .unsupported(["several entries"]) }
      } else {
        indexByID[module.id] = modules.count
        modules.append(module)
      }
    }
    return modules
  }
}

extension BuyerID: JSONReadable {
  /// Reads an id. Nil if the value is not a string.
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let id = try reader.string() else { return nil }
    self.init(id)
  }
}
