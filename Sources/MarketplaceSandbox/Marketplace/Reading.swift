extension Marketplace {
  mutating func listTokens(_ request: Request) throws(Problem) -> Answer {
    if let status = behaviour.rejectsListsWith {
      throw Problem(status: status, detail: "Lists of tokens are refused here.")
    }
    let query = try ListQuery(request.query, properties: .token)
    try check(query.selection)
    if behaviour.redirectsLists { return redirect(request) }
    let filter = behaviour.ignoresFilters ? nil : query.filter
    let slots =
      filter?.candidateIDs.map { $0.compactMap(state.slot(of:)).sorted() } ?? Array(state.tokens.indices)
    let live = slots.filter { slot in
      state.tokens[slot].status != .deleted && filter?.matches(state.tokens[slot]) ?? true
    }
    let matches = query.ordered(live, of: state.tokens)
    let limit = min(query.limit, behaviour.pageCap ?? query.limit)
    let page = page(of: matches, offset: query.offset, limit: limit)
    let view = TokenView(selection: query.selection ?? .usual, inList: true)
    var body = listHead(offset: query.offset, limit: limit, total: matches.count)
    cache.append(page, of: state.tokens, as: view, behaviour: behaviour, to: &body)
    body.append(contentsOf: "]}".utf8)
    return Answer(200, json: body)
  }

  mutating func readToken(_ id: String, _ request: Request) throws(Problem) -> Answer {
    let selection = try itemSelection(request.query, properties: .token)
    try check(selection)
    return answer(200, slot: try slot(of: id), selection: selection)
  }

  func listModules(_ request: Request) throws(Problem) -> Answer {
    let query = try ListQuery(request.query, properties: .module)
    try check(query.selection)
    let live = state.modules.indices.filter { query.filter?.matches(state.modules[$0]) ?? true }
    let matches = query.ordered(live, of: state.modules)
    let page = page(of: matches, offset: query.offset, limit: query.limit)
    var body = listHead(offset: query.offset, limit: query.limit, total: matches.count)
    for (number, index) in page.enumerated() {
      if number > 0 { body.append(UInt8(ascii: ",")) }
      state.modules[index].value(selection: query.selection ?? .usual).write(to: &body)
    }
    body.append(contentsOf: "]}".utf8)
    return Answer(200, json: body)
  }

  func readModule(_ id: String, _ request: Request) throws(Problem) -> Answer {
    let selection = try itemSelection(request.query, properties: .module)
    try check(selection)
    guard let module = state.module(id) else { throw .notFound("There is no module \(id).") }
    return Answer(200, json: module.value(selection: selection ?? .usual).bytes)
  }

  /// Where a token is kept that is not deleted.
  func slot(of id: String) throws(Problem) -> Int {
    guard let slot = state.slot(of: id), state.tokens[slot].status != .deleted else {
      throw .notFound("There is no API token \(id).")
    }
    return slot
  }

  /// One token as the API answers it.
  mutating func answer(_ status: Int, slot: Int, selection: Selection? = nil) -> Answer {
    let view = TokenView(selection: selection ?? .usual, inList: false)
    var body: [UInt8] = []
    cache.append([slot], of: state.tokens, as: view, behaviour: behaviour, to: &body)
    return Answer(status, json: body)
  }

  private func check(_ selection: Selection?) throws(Problem) {
    if behaviour.rejectsSelect, selection != nil { throw .badRequest("select is refused here.") }
  }

  /// The same host under another name: a client that follows shows up in the log of requests.
  private func redirect(_ request: Request) -> Answer {
    let port = (request.headers["host"] ?? "").split(separator: ":").dropFirst().first ?? "80"
    return Answer(empty: 302, headers: [("Location", "http://localhost:\(port)/elsewhere\(request.target)")])
  }

  private func page(of matches: [Int], offset: Int, limit: Int) -> ArraySlice<Int> {
    let rest = matches.dropFirst(offset)
    let page = rest.prefix(limit)
    return behaviour.shortPages && rest.count > page.count ? page.prefix((page.count + 1) / 2) : page
  }

  private func listHead(offset: Int, limit: Int, total: Int) -> [UInt8] {
    let total = behaviour.nullTotal ? "null" : String(total)
    let extra = behaviour.unknownMembers ? #""links":[{"rel":"self","more":{"deep":[1,null,true]}}],"# : ""
    let pagination = #"{"offset":\#(offset),"limit":\#(limit),"total":\#(total)}"#
    return Array(#"{\#(extra)"$meta":{"pagination":\#(pagination),"omitted":[]},"data":["#.utf8)
  }
}

extension ListQuery {
  /// Indices in the order that was asked for; what compares as equal stays in the order of the collection.
  func ordered(_ indices: [Int], of objects: [some Queryable]) -> [Int] {
    guard !order.isEmpty else { return indices }
    let keyed = indices.map { index in (index, order.map { objects[index].value(at: $0.path) }) }
    return keyed.sorted { first, second in
      for (number, key) in order.enumerated() {
        let result = comparison(first.1[number], second.1[number])
        if result != 0 { return key.descends ? result > 0 : result < 0 }
      }
      return first.0 < second.0
    }.map(\.0)
  }

  /// Null comes before everything else.
  private func comparison(_ first: JSONValue, _ second: JSONValue) -> Int {
    guard let text = second.scalarText else { return first.scalarText == nil ? 0 : 1 }
    return first.order(against: text) ?? -1
  }
}
