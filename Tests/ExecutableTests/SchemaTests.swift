import Foundation
import TestSupport
import Testing

/// The schema that `tokenform schema` prints, against the files that `TokenFilesTests` reads. Debian's python3-jsonschema
/// judges them, behind a parser that resolves plain scalars as editors do, by the core schema of YAML 1.2.
@Suite("Schema", .enabled(if: Judge.isThere, "needs python3-yaml and python3-jsonschema"))
struct SchemaTests {
  private static let fixtures = Repository.root.appending(path: "Tests/TokenFilesTests/Fixtures").path

  /// What `validate` finds and a schema cannot see.
  private static let unseen: [String: String] = [
    "account-and-nothing-else": "whether the files together name a token",
    "links": "names that no file defines or two do, and what sets mean together",
    "nothing-at-all": "whether the files together name a token",
    "duplicate-keys": "duplicate keys, which the parser has resolved",
    "carriage-returns": "what ends a line: this parser takes a carriage return alone for an end as well",
    "half-a-surrogate-pair": "a half of a surrogate pair, which this parser takes",
    "token-named-twice": "a token that is listed twice, in one document or in several",
  ]

  @Test func `the schema is sound and explains every property`() async throws {
    let verdict = try await judge(
      """
      jsonschema.Draft7Validator.check_schema(schema)
      def walk(node, path):
          if isinstance(node, list):
              for item in node: walk(item, path)
          if isinstance(node, dict):
              for name, child in node.items(): walk(child, path + "/" + name)
              for name, child in node.get("properties", {}).items():
                  child = schema["definitions"][child["$ref"][14:]] if "$ref" in child else child
                  if "/if/" not in path and not (child.get("title") and child.get("description")):
                      print("unexplained:", path, name)
      walk(schema, "")
      print("sound")
      """)
    #expect(verdict == ["sound"])
  }

  @Test func `every good file is accepted`() async throws {
    let verdicts = try await judge(Self.judgeFolder, "good")
    let rejected = verdicts.filter { !$0.hasPrefix("accepted ") }
    #expect(verdicts.count > 10)
    // libyaml ends a tag at a comma, as YAML 1.2 has it, and this parser does not.
    #expect(rejected == ["rejected scalars-as-written: while parsing a flow mapping"])
  }

  @Test func `every bad file is rejected but for what a schema cannot see`() async throws {
    let verdicts = try await judge(Self.judgeFolder, "bad")
    let accepted = verdicts.filter { $0.hasPrefix("accepted ") }.map { String($0.dropFirst("accepted ".count)) }
    #expect(verdicts.count > 40)
    #expect(accepted.sorted() == Self.unseen.keys.sorted())
  }

  /// Each of them is one document that `validate` judges the same way.
  @Test func `single faults are seen`() async throws {
    let good = [
      "name: 0123", "name: true", "name: 2024-01-01", "name: no", "description: null", "description: 1.5", "icon: ''",
      "modules: [1, 1.0]", "modules: [true, 'Orders and more']", "modules: [{id: 0123, filters: {}}]",
      "modules: [MOD-1756-0001]", "protected: false", "{}", "description: an idt:thing",
      "modules: [{id: Orders, until: 2026-12-31, reason: 812}]", "modules: [{id: Orders, until: '2026-12-31'}]",
      "description: 'null'", "name: !!str null", "description: \" \"", "icon: a#b", "name: !!str 12", "name: 1e3",
    ]
    let bad = [
      "name: null", "name: ''", "name: []", "modules: null", "modules: []", "modules: [null]", "modules: ['']",
      "modules: [MOD-17]", "modules: [MOD-1756, MOD-1756]", "modules: [Orders, Orders]", "modules: [{filters: {}}]",
      "modules: [{id: Orders, filters: null}]", "modules: [{id: Orders, filters: {group.buyers: []}}]",
      "modules: [{id: Orders, filters: {group.buyers: [BUY-1111-2222, BUY-1111-2222]}}]",
      "modules: [{id: Orders, filters: {group.sellers: [SEL-1111-2222]}}]", "protected: null", "protected: yes",
      "modules: [{id: Orders, until: 30d}]", "modules: [{id: Orders, until: null}]",
      "modules: [{id: Orders, reason: ''}]",
      "modules: [{set: Billing}]", "modules: [{set: billing, id: Orders}]", "modules: [{set: billing, filters: {}}]",
      "modules: [{id: Orders, filters: {group.buyers: [Nordics]}}]", "protected: 1", "revision: 7",
      "description: 'use idt:TKN-1111-2222:abc'", "null", "descripton: x",
    ]
    try await Workspace.open { workspace in
      for (texts, code) in [(good, Int32(0)), (bad, 1)] {
        var files: [String] = []
        for (index, text) in texts.enumerated() {
          let value = text.contains(": ") ? "{\(text)}" : text
          let name = String(format: "case-%03d.yaml", index)
          files.append(
            try workspace.directory.write("tokens: {TKN-1671-0642: \(value)}\n", to: ".cases-\(code)/\(name)"))
          let validate = try await workspace.tokenform("validate", files[index])
          #expect(validate.code == code, "validate, \(text): \(validate.errors)")
        }
        let verdicts = try await judge(Self.judgeFolder, "\(workspace.directory.path)/.cases-\(code)")
        for (text, verdict) in zip(texts, verdicts) {
          #expect(verdict.hasPrefix(code == 0 ? "accepted" : "rejected"), "schema, \(text): \(verdict)")
        }
        #expect(verdicts.count == texts.count)
      }
    }
  }

  /// Runs a script that has the schema, and returns the lines that it prints.
  private func judge(_ script: String, _ folder: String = "") async throws -> [String] {
    try await Workspace.open { workspace in
      let schema = try await workspace.tokenform("schema", environment: ["MPT_API_TOKEN": nil])
      #expect(schema.code == 0 && schema.errors.isEmpty)
      try workspace.directory.write(schema.output, to: "schema.json")
      let start = "import json, jsonschema, os, re, sys, yaml\nschema = json.load(open('schema.json'))\n"
      try workspace.directory.write(start + script, to: "judge.py")
      let path = folder.isEmpty || folder.hasPrefix("/") ? folder : "\(Self.fixtures)/\(folder)"
      let process = try ChildProcess(Judge.python, ["judge.py", path], directory: workspace.directory.path)
      let run = try await workspace.end(of: process)
      #expect(run.code == 0, "\(run)")
      return run.output.split(separator: "\n").map(String.init)
    }
  }

  /// Prints for each file of a folder whether all its documents pass.
  private static let judgeFolder = #"""
    class Core(yaml.SafeLoader): pass
    Core.yaml_implicit_resolvers = {}
    for tag, expression, first in [
        ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
        ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan", "-+0123456789."),
        ("merge", r"<<", "<")]:
        Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^(?:%s)$" % expression), list(first))
    Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value.replace("o", ""), 0 if "x" in node.value else 10))

    validator = jsonschema.Draft7Validator(schema)
    folder = sys.argv[1]
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".yaml"): continue
        verdict = "accepted " + name[:-5]
        try:
            with open(os.path.join(folder, name), "rb") as file:
                for document in yaml.load_all(file.read(), Core):
                    for error in validator.iter_errors(document):
                        verdict = "rejected %s: %s" % (name[:-5], error.message[:80])
        except (yaml.YAMLError, UnicodeError, ValueError, TypeError) as error:
            verdict = "rejected %s: %s" % (name[:-5], str(error).splitlines()[0])
        print(verdict)
    """#
}

private enum Judge {
  static let python = "/usr/bin/python3"

  static let isThere = ["yaml", "jsonschema"].allSatisfy {
    FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/\($0)")
  }
}
