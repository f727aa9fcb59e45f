import Casework
import Engine
import Synchronization
import Testing

@Suite struct RankServiceTests {
  @Test func `which cases need a rank is asked once, however many batches they are ranked in`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    for number in 1...7 { try await scheme.open(number) }
    let asked = Mutex(0)
    let looked = Mutex(0)
    let store = FrontStore(
      back: scheme.memory, beforeLook: { looked.withLock { $0 += 1 } }, beforeRanks: { asked.withLock { $0 += 1 } })
    let service = RankService(store: store, library: scheme.service.library, batch: 2)
    #expect(try await service.refresh() == 7)
    #expect(asked.withLock(\.self) == 1)
    #expect(looked.withLock(\.self) == 4)
    var filter = CaseFilter(limit: 9)
    filter.order = .rank
    let ranked = filter
    #expect(try await scheme.memory.transaction { try $0.cases(matching: ranked).count } == 7)
    #expect(try await service.refresh() == 0)
  }
}
