import Casework
import Expression

/// Makes pieces out of a stretch of a message's text.
struct TemplateParser {
  let source: SourceText
  let expressions: ExpressionReader
  let diagnostics: Diagnostics

  private struct OpenSection {
    let tag: TemplateTag
    let condition: Expression?
    let shownWhen: Bool
    var pieces: [MessageTemplate.Piece] = []
  }

  /// The pieces of a stretch; what is wrong is reported and left out.
  func pieces(_ range: Range<Int>) -> [MessageTemplate.Piece] {
    var lexer = TemplateLexer(source.bytes, range)
    var done: [MessageTemplate.Piece] = []
    var open: [OpenSection] = []
    func add(_ piece: MessageTemplate.Piece) {
      if open.isEmpty { done.append(piece) } else { open[open.count - 1].pieces.append(piece) }
    }
    do throws(UnclosedTag) {
      while let token = try lexer.next() {
        switch token {
        case .text(let range): add(.text(text(range)))
        case .tag(let tag):
          switch tag.kind {
          case .comment: break
          case .insert: if let expression = expression(tag, as: .anything) { add(.insert(expression)) }
          case .section(let shownWhen):
            checkDepth(open.count, tag)
            open.append(OpenSection(tag: tag, condition: expression(tag, as: .condition), shownWhen: shownWhen))
          case .end:
            guard let section = open.popLast() else {
              report(
                tag.start, "nothing is open that this could close", remedy: "take it out, or write {{# … }} before it")
              continue
            }
            checkEnd(tag, of: section.tag)
            if let condition = section.condition {
              add(.section(condition, shownWhen: section.shownWhen, section.pieces))
            }
          }
        }
      }
    } catch {
      report(
        error.start, "this \"{{\" is not closed", remedy: "write \"}}\" where it ends, and check the quotes inside")
    }
    for section in open {
      report(section.tag.start, "this section is not closed", remedy: "write \"{{/}}\" where it ends")
    }
    return done
  }

  private func expression(_ tag: TemplateTag, as expectation: Expectation) -> Expression? {
    guard !tag.content.isEmpty else {
      report(tag.start, "this tag is empty", remedy: "write an expression into it, such as {{ case.reference }}")
      return nil
    }
    // Mustache has `{{{ x }}}`, `{{& x }}` and `{{> x }}`. Messages are plain text: nothing is escaped.
    let first = source.bytes[tag.content.lowerBound]
    let isForeign = [UInt8(ascii: "&"), UInt8(ascii: ">"), UInt8(ascii: "=")].contains(first)
    guard !isForeign, source.bytes[tag.start + 2] != UInt8(ascii: "{") else {
      report(
        tag.start, "a tag can't begin with this sign", remedy: "write {{ … }}, {{# … }}, {{^ … }}, {{/}} or {{! … }}")
      return nil
    }
    let text = ExpressionText(string(tag.content), in: source, at: tag.content.lowerBound)
    return expressions.read(text, as: expectation)
  }

  /// Whoever repeats the condition at the end says which section is meant to end.
  private func checkEnd(_ tag: TemplateTag, of opening: TemplateTag) {
    guard !tag.content.isEmpty, string(tag.content) != string(opening.content) else { return }
    report(
      tag.start, "this closes a section that begins otherwise, in line \(source.mark(at: opening.start).line)",
      remedy: "write {{/}}, or {{/\(string(opening.content).prefix(60))}}")
  }

  private func checkDepth(_ depth: Int, _ tag: TemplateTag) {
    guard depth == WorkflowLimits.sectionDepth else { return }
    report(
      tag.start, "sections are nested more than \(WorkflowLimits.sectionDepth) deep",
      remedy: "join conditions with &&, or close the sections before this one")
  }

  private func report(_ offset: Int, _ message: String, remedy: String) {
    diagnostics.error(.templateSyntax, at: source.place(at: offset), message, remedy: remedy)
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: source.bytes[range], as: UTF8.self) }

  /// Text as it is sent, its lines ended by a line feed alone.
  private func text(_ range: Range<Int>) -> String {
    let bytes = source.bytes[range]
    guard bytes.contains(UInt8(ascii: "\r")) else { return string(range) }
    var kept: [UInt8] = []
    for offset in range
    where bytes[offset] != UInt8(ascii: "\r") || source.bytes.dropFirst(offset + 1).first != UInt8(ascii: "\n") {
      kept.append(bytes[offset])
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
