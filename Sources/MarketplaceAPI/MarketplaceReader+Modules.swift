package import Planning
package import TokenModel

extension MarketplaceReader {
  /// Reads the catalogue page by page, sorted by id and without repetitions. Throws any failure.
  package func modules() async throws(CallError) -> [CatalogueModule] {
    let walk = PageWalk<CatalogueModuleResponse, String>(call: "GET modules", parallelism: parallelism, identity: \.id)
    {
      [sender] (offset: Int) async throws(CallError) in
      let page = try await sender.read(.listModules(offset: offset), as: PageResponse<CatalogueModuleResponse>.self)
      return .init(elements: page.elements, count: page.count, total: page.total)
    }
    return Set(try await walk.all().modules).sorted { $0.id < $1.id }
  }

  /// Reads the groups of users, keeps the default groups of these accounts, and reads the modules of those that the list
  /// returns without. Throws any failure.
  package func defaultGroups(of accounts: Set<AccountID>) async throws(CallError) -> [DefaultGroup] {
    var seen: Set<String> = []
    let groups = try await userGroups(of: accounts).filter { group in
      group.isDefault && (group.account.map { accounts.isEmpty || accounts.contains($0) } ?? true)
        && seen.insert(group.id).inserted
    }
    return try await groups.concurrently(atMost: parallelism) { (group) async throws(CallError) in
      DefaultGroup(account: group.account, modules: try await self.modules(of: group))
    }
  }

  /// The modules of a group, read by id if the list left them out. A group without modules is one whose modules were
  /// not returned: otherwise the account's tokens could hold none.
  private func modules(of group: UserGroupResponse) async throws(CallError) -> [CatalogueModule] {
    if let modules = group.modules { return modules }
    let complete = try await selecting(.userGroups, as: UserGroupResponse.self) { .userGroup(group.id, $0) }
    guard let modules = complete.modules else {
      throw CallError(.refused, call: "GET user-groups/\(group.id)", message: "the response has no modules")
    }
    return modules
  }

  /// The groups of these accounts, or of all accounts if the platform refuses the filter.
  private func userGroups(of accounts: Set<AccountID>) async throws(CallError) -> [UserGroupResponse] {
    do throws(CallError) {
      return try await userGroupPages(of: accounts)
    } catch {
      guard error.status == 400, !accounts.isEmpty else { throw error }
      return try await userGroupPages(of: [])
    }
  }

  private func userGroupPages(of accounts: Set<AccountID>) async throws(CallError) -> [UserGroupResponse] {
    let walk = PageWalk<UserGroupResponse, String>(call: "GET user-groups", parallelism: parallelism, identity: \.id) {
      (offset: Int) async throws(CallError) in
      let page = try await self.selecting(.userGroups, as: PageResponse<UserGroupResponse>.self) {
        .listUserGroups(of: accounts, offset: offset, $0)
      }
      return .init(elements: page.elements, count: page.count, total: page.total)
    }
    return try await walk.all()
  }
}
