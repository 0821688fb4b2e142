extension Marketplace {
  mutating func listTokens(_ request: Request) throws(Problem) -> Response {
    if let refusal = behaviour.rejectsLists {
      throw Problem(status: refusal == .badRequest ? 400 : 403, detail: "Lists of tokens are refused here.")
    }
    let query = try ListQuery(request.query, properties: .token)
    try check(query.selection)
    if behaviour.redirectsLists { return redirect(request) }
    let filter = behaviour.ignoresFilters ? nil : query.filter
    let slots =
      filter?.candidateIDs.map { $0.compactMap(state.slot(of:)).sorted() } ?? Array(state.tokens.indices)
    let caller = caller
    let visible = slots.filter { slot in
      caller.sees(state.tokens[slot], rules) && filter?.matches(state.tokens[slot]) ?? true
    }
    let view = TokenView(selection: query.selection ?? .usual, inList: true, rules: rules)
    let page = Page(of: query.ordered(visible, of: state.tokens), query, behaviour)
    var body = page.head(omitted: view.omittedNames(behaviour), behaviour)
    render(page.indices, as: view, to: &body)
    if page.isBeyondTheEnd, let token = state.tokens.first {
      page.writeSample(view.value(of: token, behaviour: behaviour), id: SampleData.tokenID(page.number), to: &body)
    }
    body.append(contentsOf: "]}".utf8)
    return Response(200, json: body)
  }

  mutating func readToken(_ id: String, _ request: Request) throws(Problem) -> Response {
    let selection = try itemSelection(request.query, properties: .token)
    try check(selection)
    let view = TokenView(selection: selection ?? .usual, inList: false, rules: rules)
    var body: [UInt8] = []
    render([try slot(of: id)], as: view, to: &body)
    return Response(200, json: body)
  }

  func listModules(_ request: Request) throws(Problem) -> Response {
    try checkCatalogue()
    let query = try ListQuery(request.query, properties: .module)
    try check(query.selection)
    let view = ObjectView(selection: query.selection ?? .usual, rules: rules)
    let matches = state.modules.indices.filter { query.filter?.matches(state.modules[$0]) ?? true }
    let page = Page(of: query.ordered(matches, of: state.modules), query, behaviour)
    let values = page.indices.map { view.value(of: state.modules[$0].catalogueObject) }
    let extra = page.isBeyondTheEnd ? state.modules.first.map { view.value(of: $0.catalogueObject) } : nil
    return answer(page, values, extra: extra, id: SampleData.moduleID(page.number))
  }

  func readModule(_ id: String, _ request: Request) throws(Problem) -> Response {
    try checkCatalogue()
    let selection = try itemSelection(request.query, properties: .module)
    try check(selection)
    guard let module = state.module(id) else { throw .notFound("There is no module \(id).") }
    let view = ObjectView(selection: selection ?? .usual, rules: rules)
    return Response(200, json: view.value(of: module.catalogueObject).bytes)
  }

  func listGroups(_ request: Request) throws(Problem) -> Response {
    let query = try ListQuery(request.query, properties: .group)
    try check(query.selection)
    let caller = caller
    let matches = state.groups.indices.filter { index in
      caller.belongs(to: state.groups[index].account, rules) && query.filter?.matches(state.groups[index]) ?? true
    }
    let view = ObjectView(
      selection: query.selection ?? .usual, omittedByDefault: rules.groupsWithModules ? [] : ["modules"], rules: rules)
    let page = Page(of: query.ordered(matches, of: state.groups), query, behaviour)
    let values = page.indices.map { view.value(of: state.groups[$0].object(rules)) }
    let extra = page.isBeyondTheEnd ? state.groups.first { !$0.isDefault } ?? state.groups.first : nil
    return answer(
      page, values, extra: extra.map { view.value(of: $0.object(rules)) }, id: SampleData.groupID(page.number))
  }

  /// Where a token is kept that the caller may see.
  func slot(of id: String) throws(Problem) -> Int {
    guard let slot = state.slot(of: id), caller.sees(state.tokens[slot], rules) else {
      throw .notFound("There is no API token \(id).")
    }
    return slot
  }

  private func answer(_ page: Page, _ values: [JSONValue], extra: JSONValue?, id: String) -> Response {
    var body = page.head(omitted: [], behaviour)
    for (number, value) in values.enumerated() {
      if number > 0 { body.append(UInt8(ascii: ",")) }
      value.write(to: &body)
    }
    if let extra { page.writeSample(extra, id: id, to: &body) }
    body.append(contentsOf: "]}".utf8)
    return Response(200, json: body)
  }

  private func checkCatalogue() throws(Problem) {
    guard rules.opensCatalogue || caller.isOperations else {
      throw Problem(status: 403, detail: "The catalogue of modules is for accounts of type Operations.")
    }
  }

  private func check(_ selection: Selection?) throws(Problem) {
    guard let selection else { return }
    if behaviour.rejectsSelect { throw .badRequest("select is refused here.") }
    if behaviour.rejectsSubtractiveSelect, !selection.removed.isEmpty {
      throw .badRequest("select cannot omit members here.")
    }
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
