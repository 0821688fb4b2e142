import CommandLineKit
import FoundationEssentials
import TestSupport
import Testing

@testable import TokenformCLI

@Suite("Shell completions")
struct CompletionTests {
  @Test(arguments: Shell.allCases)
  func `every command and option is offered`(_ shell: Shell) async {
    let world = TestWorld()
    #expect(await world.run("completions", shell.rawValue) == .done)
    for command in Commands.program.commands {
      #expect(world.output.text.contains(command.name))
      for option in command.allOptions {
        #expect(world.output.text.contains(shell == .fish ? "-l \(option.name) " : "--\(option.name)"))
      }
    }
  }

  @Test(arguments: [
    ([], "bash, zsh, fish"), (["bahs"], "did you mean bash?"), (["bash", "zsh"], "not \"bash\" \"zsh\""),
  ])
  func `another shell is an error`(_ operands: [String], _ words: String) async {
    let world = TestWorld()
    #expect(await Tokenform.run(in: world.world(["completions"] + operands)) == .failed)
    #expect(world.output.text.isEmpty && world.errors.text.contains(words), "\(world.errors.text)")
  }

  // MARK: - In the shells themselves

  @Test(arguments: Shell.allCases.filter { $0.program != nil })
  func `the shell understands the script`(_ shell: Shell) async throws {
    let folder = try Folder(shell)
    defer { folder.remove() }
    let run = try await folder.run(["-n", "script"])
    #expect(run.code == 0 && run.errors.isEmpty, "\(run)")
  }

  @Test(
    .enabled(if: Shell.bash.program != nil, "bash is not installed"),
    arguments: [
      (["pl"], ["plan"]), (["--ver"], ["--version"]), (["help", "app"], ["apply"]),
      (["plan", "--form"], ["--format"]), (["plan", "--format", "js"], ["json"]),
      (["plan", "--format", "=", "on"], ["oneline"]),
      (["plan", "--max-changes", ""], []), (["plan", ""], ["$(touch owned) `touch owned`.yaml", "b.yml", "tokens"]),
      (["plan", "--", "b"], ["b.yml"]), (["plan", "--out", ""], ["compopt -o default"]),
      (["apply", "--undo", "x"], ["compopt -o default"]), (["import", "--spl"], ["--split", "--split-by"]),
      (["completions", ""], ["bash", "zsh", "fish"]), (["import", "TKN"], []),
    ])
  func `bash offers what fits`(_ words: [String], _ expected: [String]) async throws {
    let folder = try Folder(.bash)
    defer { folder.remove() }
    let line = (["tokenform"] + words).map { "'\($0)'" }.joined(separator: " ")
    let run = try await folder.run([
      "--norc", "-c",
      """
      source ./script
      compopt() { [[ $* == '-o filenames' ]] || echo "compopt $*"; }
      COMP_WORDS=(\(line)) COMP_CWORD=\(words.count)
      _tokenform
      ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
      """,
    ])
    #expect(run.errors.isEmpty, "\(run.errors)")
    #expect(Set(run.output) == Set(expected), "\(run.output)")
    #expect(!folder.holds("owned"))
  }

  @Test(
    .enabled(if: Shell.fish.program != nil, "fish is not installed"),
    arguments: [
      ("pl", ["plan"]), ("plan --form", ["--format"]), ("plan --format js", ["json"]),
      ("plan --format=on", ["--format=oneline"]),
      ("plan b", ["b.yml"]), ("apply --undo o", ["other.txt"]), ("plan --max-changes ", []), ("completions z", ["zsh"]),
      ("help app", ["apply"]),
    ])
  func `fish offers what fits`(_ line: String, _ expected: [String]) async throws {
    let folder = try Folder(.fish)
    defer { folder.remove() }
    let run = try await folder.run(["--no-config", "-c", "source ./script; complete -C 'tokenform \(line)'"])
    #expect(run.output.map { $0.split(separator: "\t").first.map(String.init) ?? "" } == expected, "\(run)")
    #expect(!folder.holds("owned"))
  }

  @Test(
    .enabled(if: Shell.zsh.program != nil, "zsh is not installed"),
    arguments: [
      ("pl", ["plan"]), ("--ver", ["--version"]), ("help app", ["apply"]), ("plan --form", ["--format"]),
      ("plan --format js", ["json"]), ("plan --format=on", ["oneline"]), ("plan --max-changes ", []),
      ("plan ", ["$(touch owned) `touch owned`.yaml b.yml", "tokens"]), ("apply --undo o", ["other.txt"]),
      ("import --spl", ["--split", "--split-by"]), ("completions ", ["bash zsh fish"]),
    ])
  func `zsh offers what fits`(_ line: String, _ expected: [String]) async throws {
    let folder = try Folder(.zsh)
    defer { folder.remove() }
    try folder.directory.write(Self.askZsh, to: "ask")
    let run = try await folder.run(["-f", "ask", "tokenform \(line)"])
    #expect(run.output.filter { !$0.isEmpty } == expected, "\(run)")
    #expect(!folder.holds("owned"))
  }

  /// Prints what zsh offers for a command line. Completion only works in an interactive shell, so one is driven through a
  /// pseudo-terminal, with a `compadd` that prints its matches.
  private static let askZsh = #"""
    zmodload zsh/zpty
    zpty z zsh -f -i
    zpty -w z 'PROMPT= PS2= RPROMPT=; stty -echo; autoload -Uz compinit && compinit -u -D; source ./script
    compadd() { local -a hits; builtin compadd -O hits "$@"; (( $#hits )) && print -l -- "" "offer:${^hits}"; builtin compadd "$@" }
    zle -C ask complete-word _ask
    _ask() { _main_complete; compstate[insert]=; compstate[list]=; print -r -- "ready:done" }
    bindkey "^X" ask; print ready:start'
    zpty -r z out '*ready:start*'
    zpty -n -w z "$1"$'\x18'
    zpty -r z out '*ready:done*'
    print -r -- "$out" | tr -d '\r' | sed -n 's/^offer://p' | sort -u
    zpty -d z
    """#
}

extension Shell {
  /// Where it is installed.
  fileprivate var program: String? {
    ["/bin/\(rawValue)", "/usr/bin/\(rawValue)"].first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// A folder with a script and some files, one of them with a hostile name.
private struct Folder {
  let shell: Shell
  let directory: TemporaryDirectory

  init(_ shell: Shell) throws {
    self.shell = shell
    directory = try TemporaryDirectory()
    try directory.write(shell.completions(for: Commands.program), to: "script")
    for name in ["$(touch owned) `touch owned`.yaml", "b.yml", "other.txt", "tokens/a.yaml"] {
      try directory.write("", to: name)
    }
  }

  struct Run {
    let code: Int32
    let output: [String]
    let errors: String
  }

  func run(_ arguments: [String]) async throws -> Run {
    let process = try ChildProcess(
      shell.program ?? "", arguments, environment: ["HOME": directory.path, "PATH": "/usr/bin:/bin"],
      directory: directory.path)
    let code = try await process.end()
    let lines = process.output.value.text.split(separator: "\n").map(String.init)
    return Run(code: code, output: lines, errors: process.errors.value.text)
  }

  func holds(_ name: String) -> Bool { FileManager.default.fileExists(atPath: directory.path + "/" + name) }

  func remove() { directory.remove() }
}
