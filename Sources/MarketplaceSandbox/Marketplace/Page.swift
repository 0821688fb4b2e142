/// One page of a list.
struct Page {
  /// The indices of its objects.
  let indices: ArraySlice<Int>
  /// Whether it comes after the last object of a list without end, and holds one that is made up.
  let isBeyondTheEnd: Bool
  private let offset: Int
  private let limit: Int
  private let total: Int?

  init(of matches: [Int], _ query: ListQuery, _ behaviour: Misbehaviour) {
    offset = query.offset
    limit = min(query.limit, behaviour.pageCap ?? query.limit)
    let rest = matches.dropFirst(offset)
    let whole = rest.prefix(limit)
    indices = behaviour.shortPages && rest.count > whole.count ? whole.prefix((whole.count + 1) / 2) : whole
    isBeyondTheEnd = behaviour.endlessPages && rest.isEmpty && limit > 0
    let count = behaviour.endlessPages ? max(matches.count, offset + indices.count + 1) + 1 : matches.count
    total = behaviour.nullTotal ? nil : behaviour.total ?? count
  }

  /// A number for what is made up for the page, different for each page.
  var number: Int { 40_000_000 + offset }

  /// The body up to the first object.
  func head(omitted: [String], _ behaviour: Misbehaviour) -> [UInt8] {
    let extra = behaviour.unknownMembers ? #""links":[{"rel":"self","more":{"deep":[1,null,true]}}],"# : ""
    let names = omitted.map { "\"\($0)\"" }.joined(separator: ",")
    let pagination = #"{"offset":\#(offset),"limit":\#(limit),"total":\#(total.map(String.init) ?? "null")}"#
    return Array(#"{\#(extra)"$meta":{"pagination":\#(pagination),"omitted":[\#(names)]},"data":["#.utf8)
  }

  /// Writes a copy of an object that has another id.
  func writeSample(_ value: JSONValue, id: String, to body: inout [UInt8]) {
    guard var object = value.object else { return }
    object["id"] = .string(id)
    JSONValue.object(object).write(to: &body)
  }
}
