@testable import MarketplaceSandbox

/// Accounts of every type, groups, and modules of every kind.
let platformSeed = """
  {
    "account": {"id": "ACC-1000-0001", "name": "Intelli Industries", "type": "Client"},
    "modules": [
      {"id": "MOD-1756", "name": "Access Management", "filters": null},
      {"id": "MOD-0001", "name": "Billing", "description": "Invoices."},
      {"id": "MOD-0002", "name": "Sellers", "accountTypes": ["Vendor", "Operations"]},
      {"id": "MOD-0003", "name": "Profile", "settings": {"default": true, "configurable": false}},
      {"id": "MOD-0004", "name": "Internals", "settings": {"default": false, "configurable": false}},
      {"id": "MOD-0005", "name": "Legacy Reports", "settings": {"configurable": true, "obsolete": true}},
      {"id": "MOD-0006", "name": "Commerce"},
      {"id": "MOD-0007", "name": "Helpdesk"}
    ],
    "userGroups": [
      {"id": "UGR-0000-0001", "name": "Viewers", "modules": [{"id": "MOD-0001"}]},
      {"id": "UGR-0000-0002", "name": "Administrators", "isDefault": true, "modules": [
        {"id": "MOD-1756"}, {"id": "MOD-0001"}, {"id": "MOD-0002"}, {"id": "MOD-0003"}, {"id": "MOD-0004"},
        {"id": "MOD-0005"}, {"id": "MOD-0007"}]}
    ],
    "tokens": [
      {"id": "TKN-0000-0001", "name": "Pipeline", "modules": [{"id": "MOD-1756"}]},
      {"id": "TKN-0000-0002", "name": "Exporter", "description": "Reads.", "icon": "/i.png", "revision": 9,
       "lastAccessAt": "2026-05-01T00:00:00.000Z", "extensions": [{"id": "EXT-6587-4477", "name": "Bridge"}],
       "modules": [{"id": "MOD-0001", "filters": {"group.buyers": ["BUY-1"]}}, {"id": "MOD-0003"}]},
      {"id": "TKN-0000-0003", "name": "Bare", "description": "", "extensions": [], "modules": []},
      {"id": "TKN-0000-0004", "name": "Gone", "status": "Deleted", "modules": [{"id": "MOD-0001"}]},
      {"id": "TKN-0000-0005", "name": "Order sync", "modules": [{"id": "MOD-0006"}, {"id": "MOD-0005"}]},
      {"id": "TKN-0000-0006", "name": "Vendor", "modules": [{"id": "MOD-0002"}],
       "account": {"id": "ACC-2000-0002", "name": "Other Inc", "type": "Vendor"}},
      {"id": "TKN-0000-0007", "name": "Operator", "modules": [{"id": "MOD-1756"}],
       "account": {"id": "ACC-9000-0009", "name": "Operations", "type": "Operations"}}
    ]
  }
  """

/// A platform that answers as the API's page says.
func currentMarketplace(_ arguments: String...) throws -> Marketplace {
  var options = try SandboxOptions(arguments: arguments)
  options.source = .json(platformSeed)
  return Marketplace(state: try MarketplaceState(options), options: options, clock: { noon })
}

/// Who calls: a token of an account of each type.
enum CallingToken: String, CaseIterable {
  case client = "TKN-0000-0001"
  case vendor = "TKN-0000-0006"
  case operations = "TKN-0000-0007"

  var secret: String { "idt:\(rawValue):sandbox" }
}

extension Marketplace {
  mutating func get(_ target: String, as token: CallingToken) -> Response {
    answer(to: request("GET", target, as: token))
  }
}

func request(_ method: String, _ target: String, _ body: String? = nil, as token: CallingToken) -> Request {
  var request = request(method, target, body)
  request.headers["authorization"] = "Bearer \(token.secret)"
  return request
}
