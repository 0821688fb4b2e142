package import JSONText
package import TokenModel

/// A module on a token, or in the catalogue.
package struct ModuleAnswer: JSONReadable {
  package let module: LiveModule

  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var id = JSONField<String>.absent
    var name = JSONField<String>.absent
    var filters = JSONField<FiltersAnswer>.absent
    var metadata = JSONField<AnswerMetadata>.absent
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
    let told: LiveModule.Filters
    switch filters {
    case .absent, .null:
      let isOmitted = metadata.value?.omitted.contains(.filters) ?? false
      told = isOmitted ? .notAnswered : .known(.none)
    case .value(let answer): told = answer.filters
    case .mismatch: return nil
    }
    module = LiveModule(id: ModuleID(id), name: name.value.map { VerbatimText($0) }, filters: told)
  }
}

/// Filters, with those that the schema does not know.
private struct FiltersAnswer: JSONReadable {
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
    // No document says whether this means no buyer at all, or no filter.
    guard buyers.value?.isEmpty != true else {
      filters = .unsupported(["an empty group.buyers"])
      return
    }
    filters = .known(ModuleFilters(buyers: buyers.value ?? []))
  }
}

extension [LiveModule] {
  /// Each module once. One that an answer lists with several filters has filters that cannot be sent back: a write would
  /// keep those of one entry alone.
  var eachOnce: [LiveModule] {
    // Most lists are short and name each module once: no table is made for them.
    let isShort = count <= 32
    if isShort, !indices.contains(where: { index in self[..<index].contains { $0.id == self[index].id } }) {
      return self
    }
    var places: [ModuleID: Int] = [:]
    var modules: [LiveModule] = []
    for module in self {
      if let place = places[module.id] {
        if modules[place].filters != module.filters { modules[place].filters = .unsupported(["several entries"]) }
      } else {
        places[module.id] = modules.count
        modules.append(module)
      }
    }
    return modules
  }
}

extension BuyerID: JSONReadable {
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    guard let id = try reader.string() else { return nil }
    self.init(id)
  }
}
