import Analysis
import Testing

/// For each class of mistake that time brings about: workflows that have it, and workflows that nearly do.
@Suite("Planted mistakes about time are found, and nothing else is") struct PlantedFaultTests {
  private static let head = "parties: { desk: { staff: true }, head: { staff: true } }\n"

  /// A workflow, and the states in which a case stands still or goes round for ever if nobody acts.
  struct Waiting: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    var states: [String] = []
  }

  @Test(arguments: stuck + circling + dated) func `where a case could wait for ever is said`(planted: Waiting) throws {
    let bounds = Bounds(try Written.workflow(Self.head + planted.text))
    #expect(bounds.waitsForever.filter(\.isCulprit).map(\.state).sorted() == planted.states)
    #expect(bounds.worstCaseWorkingDays == nil)
  }

  @Test(arguments: nearlyStuck + nearlyCircling + nearlyDated) func `where every wait ends nothing is said`(
    planted: Waiting
  ) throws {
    let bounds = Bounds(try Written.workflow(Self.head + planted.text))
    #expect(bounds.waitsForever.map(\.state) == [])
    #expect(bounds.silentWorkingDays != nil)
  }

  @Test(arguments: looping) func `a circle in which people can keep a case is told`(planted: Waiting) throws {
    let bounds = Bounds(try Written.workflow(Self.head + planted.text))
    #expect(bounds.unboundedLoops.map(\.states) == [planted.states])
    #expect(bounds.waitsForever.isEmpty)
    #expect(bounds.worstCaseWorkingDays == nil)
  }

  @Test(arguments: nearlyLooping) func `no circle is told where there is none`(planted: Waiting) throws {
    let bounds = Bounds(try Written.workflow(Self.head + planted.text))
    #expect(bounds.unboundedLoops.isEmpty)
    #expect(bounds.worstCaseWorkingDays != nil)
  }
}
