@testable import MarketplaceSandbox

/// Three tokens of an account of type Operations and one of another, small enough to know by heart.
let smallSeed = """
  {
    "account": {"id": "ACC-1000-0001", "name": "Intelli Industries", "type": "Operations"},
    "modules": [
      {"id": "MOD-0001", "name": "Billing", "description": "Invoices."},
      {"id": "MOD-0002", "name": "Catalog"},
      {"id": "MOD-0003", "name": "Commerce"}
    ],
    "tokens": [
      {"id": "TKN-0000-0001", "name": "Pipeline", "modules": [{"id": "MOD-0001"}]},
      {"id": "TKN-0000-0002", "name": "Exporter", "description": "Reads, at night", "revision": 9,
       "lastAccessAt": "2026-05-01T00:00:00.000Z",
       "modules": [{"id": "MOD-0001", "filters": {"group.buyers": ["BUY-1"]}}, {"id": "MOD-0002"}]},
      {"id": "TKN-0000-0003", "name": "exporter (old)", "description": "", "status": "Disabled", "revision": 10,
       "modules": [{"id": "MOD-0003"}]},
      {"id": "TKN-0000-0004", "name": "Description", "description": "Description", "revision": 2,
       "account": {"id": "ACC-2000-0002", "name": "Other Inc"}, "modules": [{"id": "MOD-0002"}]}
    ]
  }
  """

let tokensPath = "/public/v1/accounts/api-tokens"

/// The time of a test's clock, which does not advance.
let noon = Timestamp(milliseconds: 1_795_003_200_000)

func marketplace(_ arguments: String..., seed: String = smallSeed) throws -> Marketplace {
  var options = try SandboxOptions(arguments: arguments)
  options.source = .json(seed)
  return Marketplace(state: try MarketplaceState(options), options: options, clock: { noon })
}

func request(_ method: String, _ target: String, _ body: String? = nil) -> Request {
  var headers = ["authorization": "Bearer idt:TKN-0000-0001:sandbox", "accept": "application/json"]
  if body != nil { headers["content-type"] = "application/json" }
  return Request(method, target, headers: headers, body: Array((body ?? "").utf8))
}

extension Marketplace {
  mutating func get(_ target: String) -> Response { answer(to: request("GET", target)) }

  mutating func put(_ id: String, _ body: String) -> Response {
    answer(to: request("PUT", "\(tokensPath)/\(id)", body))
  }

  /// The ids in a list of tokens; nil if the list is refused.
  mutating func ids(_ query: String) -> [String]? {
    get("\(tokensPath)?\(query)").json["data"]?.array?.compactMap { $0["id"]?.string }
  }
}

extension Response {
  var json: JSONValue { (try? JSONReader.read(body)) ?? .null }
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension JSONValue {
  subscript(name: String) -> JSONValue? { object?[name] }

  subscript(index: Int) -> JSONValue? { array.flatMap { $0.indices.contains(index) ? $0[index] : nil } }

  var names: [String] { object?.names ?? [] }
}

/// Percent-encodes what a query cannot hold as it is.
func encoded(_ text: String) -> String {
  text.utf8.map { byte in
    let isPlain = byte > 0x20 && byte < 0x7F && !"\"'+%#&".utf8.contains(byte)
    let digits = String(byte, radix: 16, uppercase: true)
    return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
  }.joined()
}
