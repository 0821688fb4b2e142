import HTTPTransport
import MarketplaceAPI
import TokenModel

/// Where the platform is, and the credential that opens it.
struct Connection: Sendable {
  var endpoint: Endpoint
  var credential: Secret
}

/// What the command line and the environment say about the connection.
struct ConnectionSettings: Sendable {
  /// Nil if something is missing or wrong.
  var connection: Connection?
  /// The credential as far as it was found: to be masked, even if it cannot be used.
  var credential: Secret?
  var faults: [Diagnostic]

  private static let maximumCredentialSize = 16_384

  /// Takes the endpoint and the credential from the options or the environment. Blocks if the credential is in a file.
  static func find(_ options: ConnectionOptions, in world: World) -> ConnectionSettings {
    var settings = ConnectionSettings(connection: nil, credential: world.credential, faults: [])
    var endpoint: Endpoint?
    do throws(Diagnostic) {
      endpoint = try findEndpoint(options, in: world)
    } catch {
      settings.faults.append(error)
    }
    do throws(Diagnostic) {
      let credential = try findCredential(options, in: world)
      settings.credential = credential
      settings.connection = endpoint.map { Connection(endpoint: $0, credential: credential) }
    } catch {
      settings.faults.append(error)
    }
    return settings
  }

  private static func findEndpoint(_ options: ConnectionOptions, in world: World) throws(Diagnostic) -> Endpoint {
    guard let text = options.endpoint ?? world.setting("MPT_API_BASE_URL") else { return .production }
    do throws(TransportError) {
      return try Endpoint(parsing: text)
    } catch {
      let advice = error.advice.map { Advice($0) }
      throw Diagnostic(
        .error, error.kind == .badURL ? .badEndpoint : .transport, error.message,
        help: advice ?? "check --endpoint, or MPT_API_BASE_URL")
    }
  }

  private static func findCredential(_ options: ConnectionOptions, in world: World) throws(Diagnostic) -> Secret {
    let text: String
    let source: String
    if let path = options.tokenFile {
      source = path == "-" ? "standard input" : "\"\(path)\""
      do throws(World.ReadFault) {
        text = String(decoding: try world.readFile(path, maximumCredentialSize), as: UTF8.self)
      } catch {
        throw Diagnostic(.error, .badCredential, "the credential cannot be read from \(source): \(error.reason)")
      }
    } else if let value = world.setting("MPT_API_TOKEN") {
      source = "MPT_API_TOKEN"
      text = value
    } else {
      throw Diagnostic(
        .error, .noCredential, "there is no credential", help: "set MPT_API_TOKEN, or pass a file with --token-file")
    }
    let trimmed = text.trimmingWhiteSpace
    guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Diagnostic(
        .error, .badCredential, "\(source) does not contain a credential, which is one word of printable ASCII")
    }
    return Secret(trimmed)
  }
}

extension World {
  /// A variable that is set and not empty.
  func setting(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The credential in the environment, whether it can be used or not.
  var credential: Secret? { setting("MPT_API_TOKEN").map { Secret($0.trimmingWhiteSpace) } }
}

extension String {
  fileprivate var trimmingWhiteSpace: String {
    let blank: (Unicode.Scalar) -> Bool = { $0.value == 0x20 || 0x09...0x0D ~= $0.value }
    let scalars = unicodeScalars.drop(while: blank)
    return String(Substring(scalars.prefix(scalars.count - scalars.reversed().prefix(while: blank).count)))
  }
}
