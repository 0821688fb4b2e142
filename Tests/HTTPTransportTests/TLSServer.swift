import Glibc
import Testing

/// OpenSSL's own test server on loopback, with a fresh, untrusted certificate.
struct TLSServer {
  let port: UInt16
  let certificateFile: String
  /// A configuration of OpenSSL that allows old protocols.
  let lenientConfiguration: String
  /// Holds the certificate under the name that OpenSSL looks for.
  let trustedDirectory: String

  static let isAvailable = access("/usr/bin/openssl", X_OK) == 0

  /// Runs a server for as long as `body` does. `name` is what its certificate is for, such as `IP:127.0.0.1`.
  static func run(
    certificateFor name: String, options: String = "", isExpired: Bool = false, _ body: (TLSServer) async throws -> Void
  ) async throws {
    let directory = try temporaryDirectory()
    let script = """
      exec 2>/dev/null </dev/null
      cd \(directory)
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test \
        -addext subjectAltName=\(name) -keyout key.pem -out certificate.pem
      printf 'openssl_conf=a\\n[a]\\nssl_conf=b\\n[b]\\nsystem_default=c\\n[c]\\n' >lenient.cnf
      printf 'MinProtocol=TLSv1\\nCipherString=DEFAULT:@SECLEVEL=0\\n' >>lenient.cnf
      \(isExpired ? Self.expiring : "")
      mkdir trusted
      cp certificate.pem trusted/$(openssl x509 -hash -noout -in certificate.pem).0
      echo $$
      exec openssl s_server -accept 127.0.0.1:0 -www -key key.pem -cert certificate.pem \(options)
      """
    let output = try #require(popen(script, "r"))
    let process = try #require(firstMatch(in: output) { pid_t($0) })
    let port = firstMatch(in: output) { $0.hasPrefix("ACCEPT ") ? UInt16($0.drop { $0 != ":" }.dropFirst()) : nil }
    defer {
      kill(process, SIGTERM)
      pclose(output)
      system("rm -r \(directory)")
    }
    try await body(
      TLSServer(
        port: #require(port), certificateFile: directory + "/certificate.pem",
        lenientConfiguration: directory + "/lenient.cnf", trustedDirectory: directory + "/trusted"))
  }

  /// Replaces the certificate by an expired one: only `openssl ca` can.
  private static let expiring = """
    touch index.txt
    echo 01 >serial
    printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=index.txt\\nserial=serial\\nnew_certs_dir=.\\ndefault_md=sha256\\n' >ca.cnf
    printf 'policy=p\\ncopy_extensions=copy\\n[p]\\ncommonName=supplied\\n' >>ca.cnf
    openssl x509 -x509toreq -copy_extensions copy -in certificate.pem -signkey key.pem -out request.pem
    openssl ca -batch -notext -config ca.cnf -selfsign -keyfile key.pem \
      -startdate 20000101000000Z -enddate 20010101000000Z -in request.pem -out certificate.pem
    """

  private static func temporaryDirectory() throws -> String {
    var template = Array("/tmp/tls-server-XXXXXX".utf8CString)
    let path = try #require(mkdtemp(&template))
    return String(cString: path)
  }

  private static func firstMatch<Value>(
    in file: UnsafeMutablePointer<FILE>, _ read: (Substring) -> Value?
  ) -> Value? {
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      if let value = read(text.prefix { $0 != "\n" }) { return value }
    }
    return nil
  }
}
