extension SeedReader {
  /// The members of an object; nil and a fault if it is not an object.
  mutating func members(_ value: JSONValue?, at path: String, known: [String]) -> JSONObject? {
    guard let object = value?.object else {
      faults.append("\(path): an object is expected, not \(value?.kind ?? "nothing")")
      return nil
    }
    for name in object.names where !known.contains(name) {
      faults.append("\(path): there is no property \"\(name)\"; known are \(known.joined(separator: ", "))")
    }
    return object
  }

  mutating func elements(_ value: JSONValue?, at path: String) -> [(JSONValue, String)] {
    guard let array = value?.array else {
      faults.append("\(path): an array is expected, not \(value?.kind ?? "nothing")")
      return []
    }
    return array.enumerated().map { ($1, "\(path)[\($0)]") }
  }

  mutating func text(_ object: JSONObject, _ name: String, at path: String) -> String? {
    guard let value = object[name] else { return nil }
    guard let text = value.string else {
      faults.append("\(path).\(name): a string is expected, not \(value.kind)")
      return nil
    }
    return text
  }

  mutating func nullableText(_ object: JSONObject, _ name: String, at path: String) -> String? {
    object[name] == .null ? nil : text(object, name, at: path)
  }

  mutating func word(_ object: JSONObject, _ name: String, of words: [String], at path: String) -> String? {
    guard let text = text(object, name, at: path) else { return nil }
    guard words.contains(text) else {
      faults.append("\(path).\(name): \(words.joined(separator: ", ")) is expected, not \"\(text)\"")
      return nil
    }
    return text
  }

  mutating func revision(_ object: JSONObject, at path: String) -> Int? {
    guard let value = object["revision"] else { return nil }
    guard let revision = value.int32 else {
      faults.append("\(path).revision: a whole number is expected")
      return nil
    }
    return revision
  }

  mutating func identifier(_ object: JSONObject, at path: String, prefix: String) -> String {
    guard let id = object["id"]?.string, id.hasPrefix(prefix),
      id.utf8.dropFirst(prefix.utf8.count).allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) })
    else {
      faults.append("\(path).id: an id that looks like \(prefix)1234-5678 is expected")
      return ""
    }
    return id
  }
}
