import Testing

@testable import MarketplaceSandbox

@Suite("Who is calling")
struct CallerTests {
  private let modules = "/public/v1/accounts/modules"
  private let groups = "/public/v1/accounts/user-groups"

  private func marketplace(_ caller: CallingToken, _ arguments: String...) throws -> Marketplace {
    var options = try SandboxOptions(arguments: ["--token", caller.secret] + arguments)
    options.source = .json(platformSeed)
    return Marketplace(state: try MarketplaceState(options), options: options)
  }

  @Test(arguments: [(CallingToken.client, 403), (.vendor, 403), (.operations, 200)])
  func `the catalogue is for Operations`(caller: CallingToken, status: Int) throws {
    var marketplace = try marketplace(caller)
    #expect(marketplace.get(modules, as: caller).status == status)
    #expect(marketplace.get("\(modules)/MOD-0001", as: caller).status == status)
    var open = try self.marketplace(caller, "--open-catalogue")
    #expect(open.get(modules, as: caller).status == 200)
  }

  @Test func `the catalogue says for whom a module is, what its settings are and which scopes its filters know`() throws
  {
    var marketplace = try marketplace(.operations)
    let billing = marketplace.get("\(modules)/MOD-0001", as: .operations).json
    #expect(billing.names == ["id", "name", "revision", "description", "code", "accountTypes", "filters"])
    #expect(billing["code"] == .string("billing"))
    #expect(billing["filters"]?["group.buyers"] == .array([.string("selected"), .string("all")]))
    let access = marketplace.get("\(modules)?eq(code,%22access-management%22)", as: .operations).json["data"]?[0]
    #expect(access?["name"] == .string("Access Management"))
    #expect(access?["filters"] == nil)
    #expect(marketplace.get("\(modules)/MOD-0003", as: .operations).json["settings"]?["default"] == .bool(true))
  }

  @Test(arguments: [
    (CallingToken.client, "1235"), (.vendor, "6"), (.operations, "1234567"),
  ])
  func `a Client or a Vendor sees its own account, Operations all and what is deleted`(
    caller: CallingToken, visible: String
  ) throws {
    var marketplace = try marketplace(caller)
    let list = marketplace.get("\(tokensPath)?limit=100", as: caller).json
    #expect(list["data"]?.array?.compactMap { $0["id"]?.string?.last }.map(String.init).joined() == visible)
    #expect(list["$meta"]?["pagination"]?["total"] == .number(String(visible.count)))
    for number in 1...7 {
      let isVisible = visible.contains(String(number))
      #expect(marketplace.get("\(tokensPath)/TKN-0000-000\(number)", as: caller).status == (isVisible ? 200 : 404))
    }
  }

  @Test func `a caller cannot change what it does not see, and no caller can change a deleted token`() throws {
    var marketplace = try marketplace(.vendor)
    let rename = request("PUT", "\(tokensPath)/TKN-0000-0002", #"{"name": "x"}"#, as: .vendor)
    #expect(marketplace.answer(to: rename).status == 404)
    var operations = try self.marketplace(.operations)
    let deleted = request("PUT", "\(tokensPath)/TKN-0000-0004", #"{"name": "x"}"#, as: .operations)
    #expect(operations.answer(to: deleted).status == 400)
    let foreign = #"{"account": {"id": "ACC-1000-0001"}, "name": "x", "modules": [{"id": "MOD-0002"}]}"#
    let created = marketplace.answer(to: request("POST", tokensPath, foreign, as: .vendor))
    #expect(created.json["errors"]?["account.id"] != nil)
  }

  @Test(arguments: [(CallingToken.client, 2), (.vendor, 1), (.operations, 4)])
  func `every caller reads the groups that it may see, each account with one default group`(
    caller: CallingToken, count: Int
  ) throws {
    var marketplace = try marketplace(caller)
    let list = marketplace.get("\(groups)?limit=100", as: caller).json["data"]?.array ?? []
    #expect(list.count == count)
    let accounts = Set(list.compactMap { $0["account"]?["id"]?.string })
    let defaults = list.filter { $0["isDefault"] == .bool(true) }
    #expect(defaults.compactMap { $0["account"]?["id"]?.string }.sorted() == accounts.sorted())
    #expect(defaults.allSatisfy { $0["name"] == .string("Administrators") })
  }

  @Test func `a group shows its modules only when they are selected`() throws {
    var marketplace = try marketplace(.client)
    let group = marketplace.get("\(groups)?eq(isDefault,true)", as: .client).json["data"]?[0]
    #expect(group?.names == ["id", "name", "isDefault", "account", "$meta"])
    #expect(group?["$meta"]?["omitted"] == .array([.string("modules")]))
    let selected = marketplace.get("\(groups)?select=%2Bmodules&limit=1&offset=1", as: .client).json
    #expect(
      selected["data"]?[0]?["modules"]?[1] == .members([("id", .string("MOD-0001")), ("name", .string("Billing"))]))
    #expect(selected["$meta"]?["pagination"]?["total"] == .number("2"))
  }

  @Test func `groups can be answered as older pages show them`() throws {
    var marketplace = try marketplace(.client, "--groups-with-default", "--groups-with-modules")
    let group = marketplace.get(groups, as: .client).json["data"]?[1]
    #expect(group?.names == ["id", "name", "default", "account", "modules"])
    #expect(group?["default"] == .bool(true))
  }

  @Test func `an account that a seed gives no groups has a default group with all that its tokens hold`() throws {
    var marketplace = try marketplace(.vendor)
    let group = marketplace.get("\(groups)?select=%2Bmodules", as: .vendor).json["data"]?[0]
    let ids = group?["modules"]?.array?.compactMap { $0["id"]?.string } ?? []
    #expect(ids.contains("MOD-0002") && ids.contains("MOD-0001"))
    #expect(!ids.contains("MOD-0004"), "a module that no token can be given")
    let state = marketplace.state.seed.prettyText
    var options = try SandboxOptions(arguments: [])
    options.source = .json(state)
    #expect(try MarketplaceState(options).groups == marketplace.state.groups)
  }
}
