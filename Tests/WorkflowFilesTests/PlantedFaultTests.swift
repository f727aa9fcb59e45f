import Testing
import WorkflowFiles

@Suite("Planted faults are found where they are, and nothing else is") struct PlantedFaultTests {
  @Test(arguments: try PlantedFault.all) func `every planted fault is found, and what is nearly one is not`(
    planted: PlantedFault
  ) {
    #expect(planted.found == planted.expected, "\(WorkflowCheck.examine(WorkflowReader.read(planted.source)).findings)")
  }

  @Test func `each sort has five that are broken and five that nearly are`() throws {
    let names = try PlantedFault.names
    for name in names {
      let planted = try PlantedFault.read(name)
      #expect(planted.count >= 5, "\(name)")
      #expect(planted.allSatisfy { $0.expected.isEmpty == name.hasSuffix(".sound") }, "\(name)")
      #expect(name.hasSuffix(".sound") || names.contains("\(name).sound"), "\(name)")
      #expect(Set(planted.map(\.story)).count == planted.count, "\(name)")
    }
  }
}
