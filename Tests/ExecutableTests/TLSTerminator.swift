import Glibc
import TestSupport
import Testing

/// stunnel in front of a sandbox, with a certificate of a private authority.
struct TLSTerminator {
  static let program = "/usr/bin/stunnel"
  static let isAvailable = access(program, X_OK) == 0 && access("/usr/bin/openssl", X_OK) == 0

  let port: String
  /// The certificate of the authority.
  let authority: String

  /// Takes connections as long as the body runs.
  /// - Parameters:
  ///   - names: What the certificate is for, as in `DNS:localhost`.
  ///   - days: How long it is valid, from now; negative for one that has expired.
  /// - Returns: How many connections it accepted.
  @discardableResult
  static func run(
    before workspace: Workspace, names: String, days: Int = 2, _ body: (TLSTerminator) async throws -> Void
  ) async throws -> Int {
    let folder = workspace.directory.path
    let backend = workspace.baseURL.split(separator: ":").last.map(String.init) ?? ""
    try workspace.directory.write(
      """
      foreground = yes
      pid =
      debug = info
      [sandbox]
      accept = 127.0.0.1:0
      connect = 127.0.0.1:\(backend)
      cert = certificate.pem
      key = key.pem

      """, to: "stunnel.conf")
    try workspace.directory.write("subjectAltName=\(names)", to: "names")
    let script = """
      set -e
      new='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
      openssl req -x509 $new -days 2 -subj '/CN=Private authority' -keyout authority.key -out authority.pem
      openssl req $new -subj /CN=sandbox -keyout key.pem -out request.pem
      openssl x509 -req -in request.pem -CA authority.pem -CAkey authority.key -days \(days) -extfile names \
        -out certificate.pem
      exec \(program) stunnel.conf
      """
    let stunnel = try ChildProcess(
      "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"], directory: folder)
    defer { stunnel.signal(SIGKILL) }
    let mark = "bound to 127.0.0.1:"
    let said = await stunnel.errors.value {
      $0.isAtEnd || $0.text.split(separator: "\n").dropLast().contains { $0.contains(mark) }
    }
    let line = try #require(said?.text.split(separator: "\n").first { $0.contains(mark) }, "\(said?.text ?? "")")
    let port = try #require(line.split(separator: ":").last)
    try await body(TLSTerminator(port: String(port), authority: folder + "/authority.pem"))
    stunnel.signal(SIGTERM)
    let log = try #require(await stunnel.errors.value(where: \.isAtEnd))
    return log.text.ranges(of: "accepted connection from").count
  }
}
