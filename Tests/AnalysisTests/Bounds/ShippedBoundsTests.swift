import Analysis
import TestKit
import Testing
import WorkflowFiles

@Suite("The shipped workflows never let anybody wait for ever") struct ShippedBoundsTests {
  @Test(arguments: try Checkout.folders(below: "Workflows").subtracting(["calendars", "late-payment"]).sorted())
  func `silence ends every case, and the proof is whole`(_ name: String) throws {
    let folder = Checkout.root.appending(path: "Workflows/\(name)").path
    let source = try #require(WorkflowFolder.load(folder).source)
    let workflow = try #require(WorkflowReader.read(source).workflow)
    let bounds = Bounds(workflow)
    #expect(bounds.isComplete)
    #expect(bounds.silentWorkingDays != nil)
    #expect(bounds.waitsForever.map(\.state) == [])
  }
}
