import Testing

@testable import MarketplaceSandbox

@Suite("RQL filters")
struct FilterTests {
  /// The last digit of each id that a filter lets through, in order.
  private func matches(_ filter: String) throws -> String? {
    var marketplace = try marketplace()
    return marketplace.ids(encoded(filter))?.compactMap(\.last).map(String.init).joined()
  }

  @Test(
    "match what they say",
    arguments: [
      (#"eq(id,"TKN-0000-0002")"#, "2"),
      (#"eq(id,'TKN-0000-0002')"#, "2"),
      (#"ne(status,Active)"#, "3"),
      (#"eq(status,Active)"#, "124"),
      (#"in(id,("TKN-0000-0003","TKN-0000-0001","TKN-7777-7777"))"#, "13"),
      (#"out(id,("TKN-0000-0003","TKN-0000-0001"))"#, "24"),
      (#"gt(revision,9)"#, "3"), (#"ge(revision,9)"#, "23"), (#"lt(revision,9)"#, "14"), (#"le(revision,2)"#, "14"),
      (#"ge(lastAccessAt,"2026-01-01T00:00:00Z")"#, "2"),
      (#"like(name,"*port*")"#, "23"), (#"like(name,Exp*)"#, "2"), (#"ilike(name,"EXP*")"#, "23"),
      (#"like(name,"Exporter")"#, "2"), (#"like(name,"E*t*r")"#, "2"), (#"like(name,"*old")"#, ""),
      (#"eq(description,null())"#, "1"), (#"eq(description,empty())"#, "3"), (#"ne(description,null())"#, "234"),
      (#"eq(account.id,"ACC-2000-0002")"#, "4"),
      (#"any(modules,eq(id,"MOD-0002"))"#, "24"),
      (#"any(modules,eq(modules.id,"MOD-0002"))"#, "24"),
      (#"any(modules,and(eq(name,Billing),ne(filters,null())))"#, "2"),
      (#"and(eq(status,Active),not(eq(revision,9)))"#, "14"),
      (#"or(eq(revision,9),eq(revision,2))"#, "24"),
      (#"eq(status,Active),gt(revision,1)"#, "24"),
      (#"eq(description,"Reads, at night")"#, "2"),
    ])
  func `matching`(filter: String, expected: String) throws {
    #expect(try matches(filter) == expected)
  }

  @Test
  func `read an unquoted word that names a property as that property`() throws {
    #expect(try matches("eq(name,description)") == "4")
    #expect(try matches(#"eq(name,"description")"#) == "")
  }

  @Test
  func `let an unquoted id equal nothing`() throws {
    #expect(try matches("eq(id,TKN-0000-0002)") == "")
    #expect(try matches("in(id,(TKN-0000-0002))") == "")
  }

  @Test
  func `may be in several parts of the query`() throws {
    var marketplace = try marketplace()
    #expect(marketplace.ids("eq(status,Active)&gt(revision,1)&limit=5") == ["TKN-0000-0002", "TKN-0000-0004"])
  }

  @Test(
    "are refused where they are faulty",
    arguments: [
      "eq(id,\"TKN", "eq(id)", "eq(id,\"a\"", "eq(id,\"a\"))", "eq(nonsense,1)", "foo(id,1)", "in(id,())",
      "in(id,\"a\")",
      "eq(modules.id,\"MOD-0001\")", "any(name,eq(id,1))", "eq(token,\"idt\")", "eq(name,a b)", "eq()", "id", "and()",
      "not(eq(id,1),eq(id,2))", "eq(name,null)()", "like(name,null())", "rql=eq(id,1)", "name=Exporter",
      String(repeating: "not(", count: 40) + "eq(id,1)" + String(repeating: ")", count: 40),
    ])
  func faulty(filter: String) throws {
    var marketplace = try marketplace()
    let answer = marketplace.get("\(tokensPath)?\(encoded(filter))")
    #expect(answer.status == 400)
    #expect(answer.header("Content-Type") == "application/problem+json")
  }

  @Test(arguments: ["%2", "%zz", "%FF"])
  func `are refused if percent-escapes are malformed or are not UTF-8`(escape: String) throws {
    var marketplace = try marketplace()
    #expect(marketplace.get("\(tokensPath)?eq(name,%22\(escape)%22)").status == 400)
    #expect(marketplace.get("\(tokensPath)/\(escape)").status == 400)
  }

  @Test
  func `are refused if quotes or other characters are not escaped in the URL`() throws {
    var marketplace = try marketplace()
    for filter in [#"eq(name,"Exporter")"#, "eq(name,'ü')", "eq(name,'a b')"] {
      #expect(marketplace.get("\(tokensPath)?\(filter)").status == 400)
    }
  }

  @Test
  func `work on the catalogue of modules`() throws {
    var marketplace = try marketplace()
    let list = marketplace.get("/public/v1/accounts/modules?like(name,C*)&order=-name").json["data"]
    #expect(list?.array?.map { $0["name"]?.string } == ["Commerce", "Catalog"])
    #expect(marketplace.get("/public/v1/accounts/modules/MOD-0001").json["description"] == .string("Invoices."))
    #expect(marketplace.get("/public/v1/accounts/modules/MOD-9999").status == 404)
  }
}
