/// The hosts to connect to without a proxy, from `NO_PROXY`.
///
/// libcurl supports names, which include their subdomains, addresses, networks such as 10.0.0.0/8, and `*` for all.
/// Other programs also support `*.domain` and `host:port`: these are rewritten for libcurl.
enum ProxyExceptions {
  /// The list from the environment in libcurl's form, for a URL with this port.
  static func inEnvironment(port: Int) -> String {
    (environmentValue("no_proxy") ?? environmentValue("NO_PROXY")).map { rewritten($0, port: port) } ?? ""
  }

  static func rewritten(_ list: String, port: Int) -> String {
    let entries = list.split { $0 == "," || $0.isWhitespace }
    if entries.contains("*") { return "*" }
    return entries.compactMap { entry in
      let (host, entryPort) = split(entry)
      guard entryPort == nil || entryPort == port else { return nil }
      return host.hasPrefix("*.") ? String(host.dropFirst()) : String(host)
    }.joined(separator: ",")
  }

  /// Splits `host:port` and `[address]:port`; the port may be missing. Other entries with colons are IPv6 addresses.
  private static func split(_ entry: Substring) -> (host: Substring, port: Int?) {
    if entry.first == "[", let end = entry.firstIndex(of: "]") {
      return (entry[..<end].dropFirst(), Int(entry[end...].dropFirst(2)))
    }
    guard let colon = entry.firstIndex(of: ":"), colon == entry.lastIndex(of: ":") else { return (entry, nil) }
    return (entry[..<colon], Int(entry[colon...].dropFirst()) ?? 0)
  }
}
