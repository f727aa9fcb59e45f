import Casework
import Diagrams
import Foundation
import Statechart
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct SCXMLDocumentTests {
  @Test func `every shipped workflow is well-formed and has every state, transition, event and condition in order`()
    throws
  {
    for name in try Sketch.shipped { try Self.check(try Sketch.shipped(name), name) }
  }

  @Test func `awkward names and texts come through`() throws {
    let workflow = try Sketch.workflow(Sketch.awkward)
    try Self.check(workflow, "awkward")
    let reading = try Reading(SCXMLDocument(workflow).text)
    #expect(reading.states.first?["recourse:id"] == "1 first; state")
    #expect(reading.states.first?["recourse:title"] == "First \\ <b>step</b> & \"more\"")
  }

  @Test func `a timer is a delayed send on entry, cancelled on exit, whose event its transition takes`() throws {
    let text = SCXMLDocument(try Sketch.workflow(Sketch.ladder)).text
    #expect(
      text.contains(
        "<send id=\"after.asked.2\" event=\"after.asked.2\" delayexpr=\"data.central ? workingDays(5) : workingDays(10)\"/>"
      ))
    #expect(text.contains("<cancel sendid=\"after.asked.2\"/>"))
    #expect(text.contains("<transition event=\"after.asked.2\" target=\"chosen\""))
    #expect(text.contains("delayexpr=\"months(1)\""))
    #expect(text.contains("datamodel=\"recourse-cel\""))
  }

  /// What the document says, read by an XML parser, against the statechart itself.
  private static func check(_ workflow: Workflow, _ name: String) throws {
    let reading = try Reading(SCXMLDocument(workflow).text)
    let chart = workflow.chart
    var ids: [Int: String] = [:]
    #expect(reading.states.count == chart.states.count - 1, "\(name)")
    for (state, found) in zip(chart.states.dropFirst(), reading.states) {
      ids[state.number] = found["id"]
      #expect((found["recourse:id"] ?? found["id"]) == state.id, "\(name)")
    }
    #expect(reading.transitions.count == chart.transitions.count, "\(name)")
    for (transition, found) in zip(chart.transitions, reading.transitions) {
      #expect(found["source"] == ids[transition.source], "\(name)")
      #expect(found["cond"] == transition.guard?.source, "\(name)")
      #expect(
        found["target"]
          == (transition.targets.isEmpty ? nil : transition.targets.compactMap { ids[$0] }.joined(separator: " ")),
        "\(name)")
      switch transition.trigger {
      case .event(let descriptors):
        #expect(found["event"] == descriptors.map(\.text).joined(separator: " "), "\(name)")
      case .timer, .sameTimer: #expect(found["event"]?.hasPrefix("after.") == true, "\(name)")
      case .eventless: #expect(found["event"] == nil, "\(name)")
      case .done: #expect(found["event"]?.hasPrefix("done.state.") == true, "\(name)")
      }
    }
  }

  /// The states and transitions of a document.
  private final class Reading: NSObject, XMLParserDelegate {
    private(set) var states: [[String: String]] = []
    private(set) var transitions: [[String: String]] = []
    private var open: [String] = []
    private var isInitial = false

    init(_ text: String) throws {
      super.init()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = self
      #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    }

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      switch element {
      case "state", "parallel", "final", "history":
        open.append(attributes["id"] ?? "")
        states.append(attributes)
      case "initial": isInitial = true
      case "transition" where !isInitial:
        transitions.append(attributes.merging(["source": open.last ?? ""]) { first, _ in first })
      default: break
      }
    }

    func parser(
      _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
    ) {
      switch element {
      case "state", "parallel", "final", "history": open.removeLast()
      case "initial": isInitial = false
      default: break
      }
    }
  }
}
