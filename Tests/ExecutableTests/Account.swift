/// The account that these tests work on, a Client as most are: the catalogue of modules is refused. Every secret in it holds the word CANARY.
enum Account {
  static let credential = "idt:TKN-0000-0001:CANARY-caller"

  static let seed = """
    {
      "account": {"id": "ACC-1000-0001", "name": "Intelli Industries"},
      "modules": [
        {"id": "MOD-0001", "name": "Billing"}, {"id": "MOD-0002", "name": "Catalog"},
        {"id": "MOD-0003", "name": "Commerce"}, {"id": "MOD-0004", "name": "Twin"},
        {"id": "MOD-0005", "name": "Twin"}
      ],
      "tokens": [
        {"id": "TKN-0000-0001", "name": "Pipeline", "token": "\(credential)", "modules": [{"id": "MOD-0001"}]},
        {"id": "TKN-0000-0002", "name": "Exporter", "description": "Reads invoices.", "icon": "icons/exporter.png",
         "revision": 9, "token": "idt:TKN-0000-0002:CANARY-2",
         "modules": [{"id": "MOD-0001", "filters": {"group.buyers": ["BUY-2844-0294"]}}, {"id": "MOD-0002"}]},
        {"id": "TKN-0000-0003", "name": "Archive", "token": "idt:TKN-0000-0003:CANARY-3",
         "modules": [{"id": "MOD-0001"}]},
        {"id": "TKN-0000-0004", "name": "Mirror", "status": "Disabled", "token": "idt:TKN-0000-0004:CANARY-4",
         "modules": [{"id": "MOD-0002"}]},
        {"id": "TKN-0000-0005", "name": "Foreign", "token": "idt:TKN-0000-0005:CANARY-5",
         "account": {"id": "ACC-2000-0002", "name": "Other Inc"}, "modules": [{"id": "MOD-0002"}]},
        {"id": "TKN-0000-0006", "name": "Bridge", "token": "idt:TKN-0000-0006:CANARY-6",
         "modules": [{"id": "MOD-0003"}]}
      ]
    }
    """

  /// The same as an account of type Operations, which also sees the token of the other account.
  static let operationsSeed = seed.replacing(
    #""name": "Intelli Industries"}"#, with: #""name": "Intelli Industries", "type": "Operations"}"#)

  /// A file for some of its tokens: the lines under `tokens:`.
  static func file(_ tokens: String) -> String {
    "account: ACC-1000-0001\ntokens:\n" + tokens.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  /// Renames the token with this number.
  static func renaming(_ numbers: Int..., to name: String = "New") -> String {
    file(numbers.map { "TKN-0000-000\($0): {name: \(name) \($0)}\n" }.joined())
  }
}

/// Many tokens that are all to be renamed.
enum Crowd {
  static func id(_ number: Int) -> String { "TKN-1000-\(1000 + number)" }

  static func seed(_ count: Int) -> String {
    let tokens = (1...count).map {
      #"{"id": "\#(id($0))", "name": "Old \#($0)", "token": "idt:\#(id($0)):CANARY-c", "modules": [{"id": "MOD-0001"}]}"#
    }
    return """
      {"account": {"id": "ACC-1000-0001", "name": "Intelli Industries"},
       "modules": [{"id": "MOD-0001", "name": "Billing"}], "tokens": [\(tokens.joined(separator: ","))]}
      """
  }

  static func file(_ count: Int, name: String = "New") -> String {
    Account.file((1...count).map { "\(id($0)): {name: \(name) \($0)}\n" }.joined())
  }
}
