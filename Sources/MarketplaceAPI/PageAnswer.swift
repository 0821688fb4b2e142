package import JSONText

/// A page of a list.
package struct PageAnswer<Element: JSONReadable>: JSONReadable {
  /// What could be read. An element that could not is left out, as if the list had not returned it.
  package let elements: [Element]
  /// How many elements the page has, those that could not be read included.
  package let count: Int
  /// How many there are in all; nil where the platform does not say.
  package let total: Int?

  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var data = JSONField<Elements<Element>>.absent
    var metadata = JSONField<Metadata>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "data": try reader.read(into: &data)
      case "$meta": try reader.read(into: &metadata)
      default: try reader.skip()
      }
    }
    guard isObject, let data = data.value else { return nil }
    elements = data.list
    count = data.count
    total = metadata.value?.total
  }
}

private struct Elements<Element: JSONReadable>: JSONReadable {
  private(set) var list: [Element] = []
  private(set) var count = 0

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    let isArray = try reader.array { (reader) throws(JSONReader.SyntaxError) in
      count += 1
      if let element = try Element(&reader) { list.append(element) }
    }
    guard isArray else { return nil }
  }
}

private struct Metadata: JSONReadable {
  let total: Int?

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var pagination = JSONField<Pagination>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "pagination": try reader.read(into: &pagination)
      default: try reader.skip()
      }
    }
    guard isObject else { return nil }
    total = pagination.value?.total
  }
}

private struct Pagination: JSONReadable {
  let total: Int?

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var total = JSONField<Int>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "total": try reader.read(into: &total)
      default: try reader.skip()
      }
    }
    guard isObject else { return nil }
    self.total = total.value
  }
}
