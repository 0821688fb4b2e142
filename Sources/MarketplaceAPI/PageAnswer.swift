import FoundationEssentials

/// A page of a list.
package struct PageAnswer<Element: Decodable>: Decodable {
  /// What could be decoded. An element that could not is left out, as if the list had not returned it.
  package let elements: [Element]
  /// How many elements the page has, those that could not be decoded included.
  package let count: Int
  /// How many there are in all; nil where the platform does not say.
  package let total: Int?

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let data = try values.decode([Lenient].self, forKey: .data)
    elements = data.compactMap(\.element)
    count = data.count
    total = (try? values.decodeIfPresent(Metadata.self, forKey: .metadata))??.pagination?.total
  }

  private enum Key: String, CodingKey {
    case data
    case metadata = "$meta"
  }

  private struct Metadata: Decodable {
    let pagination: Pagination?
  }

  private struct Pagination: Decodable {
    let total: Int?
  }

  private struct Lenient: Decodable {
    let element: Element?

    init(from decoder: any Decoder) throws {
      element = try? Element(from: decoder)
    }
  }
}
