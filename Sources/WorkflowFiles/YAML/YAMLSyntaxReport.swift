/// Says in plain words why the parser gave up, and what to do.
struct YAMLSyntaxReport {
  let source: SourceText
  let diagnostics: Diagnostics

  static let restMessage = "the file's value has ended before this"
  static let restRemedy = "set the line in if it belongs to what is above; a file is one mapping or one list"

  func report(_ problem: YAMLSyntaxProblem) {
    let byte = problem.offset < source.bytes.count ? source.bytes[problem.offset] : 0
    if byte == UInt8(ascii: "\t") || problem.problem.contains("tab character") {
      return diagnostics.error(
        .tab, at: source.place(at: problem.offset), "a tab stands where spaces set a line in",
        remedy: "put spaces there, two for each level; most editors can do that by themselves")
    }
    let (place, message, remedy) = explanation(of: problem, at: byte)
    diagnostics.error(.syntax, at: source.place(at: place), message, remedy: remedy)
  }

  private func explanation(of problem: YAMLSyntaxProblem, at byte: UInt8) -> (place: Int, String, remedy: String) {
    let place = problem.offset
    let beginning = problem.contextOffset ?? place
    let line = source.mark(at: beginning).line
    // The parser is two characters into an escape when it finds fault with it.
    let escape = max(place - 2, 0)
    switch problem.problem {
    case "could not find expected ':'":
      return (
        beginning, "this line has no \":\" after its key",
        "write \"key: value\", or set the line in further if it goes on with the text above; no key is over 1,024 long"
      )
    case "mapping values are not allowed in this context":
      return (
        place, "a \":\" can't stand here",
        "put the text in quotes if the \":\" belongs to it; else check how far the line is set in"
      )
    case "mapping keys are not allowed in this context", "block sequence entries are not allowed in this context":
      return (place, "a new entry can't begin here", "begin a new line for it, set in like its neighbours")
    case "did not find expected key":
      return (
        place, "this does not fit the mapping that begins in line \(line)",
        "set the line in exactly like the other keys, and close every quote before it"
      )
    case "did not find expected '-' indicator":
      return (
        place, "this does not fit the list that begins in line \(line)",
        "begin the line with \"- \", set in exactly like the other entries"
      )
    case "did not find expected ',' or ']'":
      return (
        place, "the list that begins with \"[\" in line \(line) goes wrong here",
        "put \",\" between its elements and \"]\" at its end; put text with brackets, commas or quotes in quotes"
      )
    case "did not find expected ',' or '}'":
      return (
        place, "the mapping that begins with \"{\" in line \(line) goes wrong here",
        "put \",\" between its pairs and \"}\" at its end; put text with brackets, commas or quotes in quotes"
      )
    case "found unexpected end of stream":
      return (beginning, "the text that begins with this quote is not closed", "put the closing quote at its end")
    case "found unexpected document indicator":
      return (
        place, "\"---\" or \"...\" stands inside of text in quotes", "close the quote before it, or set the line in"
      )
    case "found unknown escape character":
      return (
        place, "a backslash can't stand before this in double quotes",
        "write \\\\ for a backslash, or use single quotes"
      )
    case "found invalid Unicode character escape code":
      return (
        escape, "this escape stands for no character",
        "write the character itself; one beyond U+FFFF is not written as a pair of \\u escapes here"
      )
    case "did not find expected hexdecimal number":
      return (escape, "an escape such as \\u00e9 lacks its digits", "write all of its hexadecimal digits")
    case "found character that cannot start any token":
      let character = Character(Unicode.Scalar(byte))
      return (place, "text can't begin with \"\(character)\"", "put the text in quotes")
    case "did not find expected node content":
      return (place, "a value is missing here", "write one, or take the comma or bracket out")
    case "did not find expected comment or line break", "found an indentation indicator equal to 0":
      return (
        place, "after \"|\" or \">\" the line must end", "begin the text in the next line, set in; or put it in quotes"
      )
    case "did not find expected alphabetic or numeric character":
      return (
        beginning, "a name of letters and digits must follow \"&\" or \"*\"",
        "put the text in quotes if it begins with this character"
      )
    case "did not find expected <document start>":
      return (place, Self.restMessage, Self.restRemedy)
    case "found unexpected ':'":
      return (place, "a \":\" here has no space after it", "write \"key: value\"; put text with \":\" in quotes")
    default:
      return (
        place, "this is not YAML: \(problem.problem)\(problem.context.isEmpty ? "" : " " + problem.context)",
        "check quotes, brackets and how far the lines are set in"
      )
    }
  }
}
