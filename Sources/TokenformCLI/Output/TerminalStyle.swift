import Glibc
import PlanRendering
import TokenModel

extension World {
  /// How text for a stream is styled, and laid out where its terminal is narrower than a page. `--no-color`, NO_COLOR and a dumb terminal forbid colour; CLICOLOR_FORCE asks for it where
  /// there is no terminal. Links are for terminals that are known to follow them.
  func style(for sink: any TextSink, noColor: Bool) -> TextStyle {
    paints(for: sink, noColor: noColor).onTerminal(columns: sink.columns)
  }

  private func paints(for sink: any TextSink, noColor: Bool) -> TextStyle {
    if noColor || setting("NO_COLOR") != nil { return .plain }
    if let force = setting("CLICOLOR_FORCE"), force != "0", !sink.isTerminal || isDumb { return .coloured }
    guard sink.isTerminal, !isDumb else { return .plain }
    return TextStyle(isColoured: true, linksFilesIn: followsLinks ? currentDirectoryAddress() : nil)
  }

  /// Whether the terminal says by its variables that it follows OSC 8. tmux and screen may not pass it on, so the answer there
  /// is no.
  private var followsLinks: Bool {
    guard setting("TMUX") == nil, setting("STY") == nil else { return false }
    let terminal = setting("TERM") ?? ""
    return ["iTerm.app", "WezTerm", "vscode", "ghostty"].contains(setting("TERM_PROGRAM") ?? "")
      || ["xterm-kitty", "xterm-ghostty", "wezterm", "foot", "alacritty"].contains(terminal)
      || setting("WT_SESSION") != nil
      || setting("VTE_VERSION").flatMap { Int($0) }.map { $0 > 5000 } == true
  }
}

/// The address of the current directory, with this machine's name, by which a terminal finds out that the file is not its own.
private func currentDirectoryAddress() -> String? {
  guard let path = getcwd(nil, 0) else { return nil }
  defer { free(path) }
  var name = [CChar](repeating: 0, count: 256)
  guard let directory = String(validatingCString: path), gethostname(&name, name.count - 1) == 0,
    let host = String(validating: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  else { return nil }
  return "file://\(host.percentEncodedPath)\(directory.percentEncodedPath)/"
}
