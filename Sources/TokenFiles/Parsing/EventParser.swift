internal import CLibYAML

/// An event of libyaml. It is in the parser's memory, so it is valid only until the next one is parsed.
struct Event: ~Copyable {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd, alias, scalar, sequenceStart, sequenceEnd, mappingStart,
      mappingEnd
  }

  private let event: UnsafeMutablePointer<yaml_event_t>
  let kind: Kind

  fileprivate init(_ event: UnsafeMutablePointer<yaml_event_t>) {
    self.event = event
    kind = Kind(event.pointee.type)
  }

  var start: Mark { Mark(event.pointee.start_mark) }
  var end: Mark { Mark(event.pointee.end_mark) }
}

/// libyaml's parser over a buffer of UTF-8 that outlives it.
struct EventParser: ~Copyable {
  /// On the heap, because libyaml's parser points into itself.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// The last event. All zeros before the first one, which libyaml can delete too.
  private let event: UnsafeMutablePointer<yaml_event_t>

  /// - Throws: ``ParserFailure`` if there is no memory.
  init(_ text: UnsafeBufferPointer<UInt8>) throws(ParserFailure) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      event.deallocate()
      throw ParserFailure(kind: .memory, problem: "")
    }
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    parser.deallocate()
    event.deallocate()
  }

  /// Parses the next event. Must not be called after the end of the stream or an error.
  ///
  /// - Throws: Why libyaml cannot continue.
  func next() throws(ParserFailure) -> Event {
    yaml_event_delete(event)
    guard yaml_parser_parse(parser, event) == 1 else { throw failure }
    return Event(event)
  }

  private var failure: ParserFailure {
    let kind: ParserFailure.Kind =
      switch parser.pointee.error {
      case YAML_READER_ERROR: .encoding(byte: parser.pointee.problem_offset, value: Int(parser.pointee.problem_value))
      case YAML_MEMORY_ERROR: .memory
      default: .syntax
      }
    return ParserFailure(
      kind: kind,
      problem: parser.pointee.problem.map { String(cString: $0) } ?? "",
      problemMark: Mark(parser.pointee.problem_mark),
      context: parser.pointee.context.map { String(cString: $0) },
      contextMark: Mark(parser.pointee.context_mark))
  }
}

/// Why libyaml could not continue, in its own words.
struct ParserFailure: Error {
  enum Kind {
    /// `byte` is an offset in the text, `value` the byte or code point there, or -1 if it is unknown.
    case encoding(byte: Int, value: Int)
    case syntax
    case memory
  }

  var kind: Kind
  var problem: String
  var problemMark = Mark.start
  var context: String?
  var contextMark = Mark.start
}

extension Mark {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(
      index: UInt32(truncatingIfNeeded: mark.index), line: UInt32(truncatingIfNeeded: mark.line + 1),
      column: UInt32(truncatingIfNeeded: mark.column + 1))
  }
}

extension Event {
  /// A scalar's text in UTF-8, valid as long as the event; empty for other events.
  var text: UnsafeBufferPointer<UInt8> {
    kind == .scalar
      ? UnsafeBufferPointer(start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length)
      : UnsafeBufferPointer(start: nil, count: 0)
  }

  var isDoubleQuoted: Bool {
    kind == .scalar && event.pointee.data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
  }

  var isPlain: Bool { kind == .scalar && event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE }

  /// The name of a node's anchor, or of the anchor that an alias refers to.
  var anchor: String? {
    switch kind {
    case .scalar: Self.string(event.pointee.data.scalar.anchor)
    case .alias: Self.string(event.pointee.data.alias.anchor)
    case .sequenceStart: Self.string(event.pointee.data.sequence_start.anchor)
    case .mappingStart: Self.string(event.pointee.data.mapping_start.anchor)
    default: nil
    }
  }

  var tag: String? {
    switch kind {
    case .scalar: Self.string(event.pointee.data.scalar.tag)
    case .sequenceStart: Self.string(event.pointee.data.sequence_start.tag)
    case .mappingStart: Self.string(event.pointee.data.mapping_start.tag)
    default: nil
    }
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let text else { return nil }
    return String(cString: text)
  }
}

extension Event.Kind {
  fileprivate init(_ type: yaml_event_type_t) {
    self =
      switch type {
      case YAML_STREAM_START_EVENT: .streamStart
      case YAML_DOCUMENT_START_EVENT: .documentStart
      case YAML_DOCUMENT_END_EVENT: .documentEnd
      case YAML_ALIAS_EVENT: .alias
      case YAML_SCALAR_EVENT: .scalar
      case YAML_SEQUENCE_START_EVENT: .sequenceStart
      case YAML_SEQUENCE_END_EVENT: .sequenceEnd
      case YAML_MAPPING_START_EVENT: .mappingStart
      case YAML_MAPPING_END_EVENT: .mappingEnd
      default: .streamEnd
      }
  }
}
